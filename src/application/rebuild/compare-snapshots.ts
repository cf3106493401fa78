import type { SnapshotLine } from './registry-snapshot.js'

/** A difference between two registries in a record, person, household, conflict or total. */
export interface Difference {
  readonly kind: SnapshotLine['kind']
  /** The part that differs; `missing`: only the rebuilt registry has the line; `unfounded`: only the live one has it. */
  readonly part: string
  /** The lowest record id of the line. */
  readonly recordId: string
}

type Lines = AsyncIterable<SnapshotLine>

/** Yields the differences between two snapshots. Reads both in parallel, one record at a time. */
export async function* compareSnapshots(live: Lines, rebuilt: Lines): AsyncGenerator<Difference, void> {
  const first = groups(live)
  const second = groups(rebuilt)
  let liveGroup = await next(first)
  let rebuiltGroup = await next(second)
  while (liveGroup !== undefined || rebuiltGroup !== undefined) {
    const recordId = earlier(liveGroup?.recordId, rebuiltGroup?.recordId)
    yield* differences(linesOf(liveGroup, recordId), linesOf(rebuiltGroup, recordId))
    if (liveGroup?.recordId === recordId) liveGroup = await next(first)
    if (rebuiltGroup?.recordId === recordId) rebuiltGroup = await next(second)
  }
}

interface Group {
  readonly recordId: string
  readonly lines: readonly SnapshotLine[]
}

/** Yields the lines record by record. */
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

/** A record has any number of conflict lines, and at most one line of each other kind. */
function* differences(live: readonly SnapshotLine[], rebuilt: readonly SnapshotLine[]): Generator<Difference, void> {
  const left = new Map(rebuilt.map((line) => [nameOf(line), line]))
  for (const line of live) {
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
