import type { SnapshotLine } from './registry-snapshot.js'

/** Something that two registries do not say alike of a record, person, household or conflict. */
export interface Difference {
  readonly kind: SnapshotLine['kind']
  /** The part that differs; `missing`: only the rebuilt registry has it; `unfounded`: only the standing one. */
  readonly part: string
  /** The least of the records that it is about. */
  readonly recordId: string
}

type Lines = AsyncIterable<SnapshotLine>

/** Gives the differences of two portraits, reading both side by side. */
export async function* compareSnapshots(standing: Lines, rebuilt: Lines): AsyncGenerator<Difference, void> {
  const first = groups(standing)
  const second = groups(rebuilt)
  let ours = await next(first)
  let theirs = await next(second)
  while (ours !== undefined || theirs !== undefined) {
    const recordId = earlier(ours?.recordId, theirs?.recordId)
    yield* differences(linesOf(ours, recordId), linesOf(theirs, recordId))
    if (ours?.recordId === recordId) ours = await next(first)
    if (theirs?.recordId === recordId) theirs = await next(second)
  }
}

interface Group {
  readonly recordId: string
  readonly lines: readonly SnapshotLine[]
}

/** The lines of one record after the other. */
async function* groups(lines: Lines): AsyncGenerator<Group, void> {
  let group: SnapshotLine[] = []
  for await (const line of lines) {
    const [first] = group
    if (first !== undefined && first.recordId !== line.recordId) {
      yield { recordId: first.recordId, lines: group }
      group = []
    }
    group.push(line)
  }
  const [first] = group
  if (first !== undefined) yield { recordId: first.recordId, lines: group }
}

function linesOf(group: Group | undefined, recordId: string | undefined): readonly SnapshotLine[] {
  return group !== undefined && group.recordId === recordId ? group.lines : []
}

async function next(generator: AsyncGenerator<Group, void>): Promise<Group | undefined> {
  const { value } = await generator.next()
  return value ?? undefined
}

function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a < b ? a : b
}

/** Of one record there are any number of conflicts, and one line of each other kind at most. */
function* differences(
  standing: readonly SnapshotLine[],
  rebuilt: readonly SnapshotLine[],
): Generator<Difference, void> {
  const left = new Map(rebuilt.map((line) => [nameOf(line), line]))
  for (const line of standing) {
    const other = left.get(nameOf(line))
    left.delete(nameOf(line))
    if (other === undefined) yield differenceOf(line, 'unfounded')
    else yield* differentParts(line, other)
  }
  for (const line of left.values()) yield differenceOf(line, 'missing')
}

function* differentParts(line: SnapshotLine, other: SnapshotLine): Generator<Difference, void> {
  for (const part of Object.keys(line.parts)) {
    if (line.parts[part] !== other.parts[part]) yield differenceOf(line, part)
  }
}

function nameOf({ kind, parts }: SnapshotLine): string {
  return kind === 'conflict' ? JSON.stringify(parts) : kind
}

function differenceOf({ kind, recordId }: SnapshotLine, part: string): Difference {
  return { kind, part, recordId }
}
