import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import { test } from 'tap'
import { compareSnapshots, type Difference } from '../../../src/application/rebuild/compare-snapshots.js'
import type { SnapshotLine } from '../../../src/application/rebuild/registry-snapshot.js'

const KINDS = ['record', 'person', 'household', 'conflict'] as const

/** Lines by record: of each kind one at most, except for conflicts. */
const portraits = fc
  .uniqueArray(
    fc.record({ recordId: fc.constantFrom('a', 'b', 'c', 'd'), kind: fc.constantFrom(...KINDS), value: fc.nat(2) }),
    { selector: ({ recordId, kind, value }) => `${recordId} ${kind} ${kind === 'conflict' ? value : ''}` },
  )
  .map((lines) => lines.sort((a, b) => (a.recordId < b.recordId ? -1 : 1)))
  .map((lines) => lines.map(({ recordId, kind, value }) => ({ recordId, kind, parts: { value: String(value) } })))

async function compare(first: readonly SnapshotLine[], second: readonly SnapshotLine[]): Promise<Difference[]> {
  const differences: Difference[] = []
  for await (const difference of compareSnapshots(streamed(first), streamed(second))) differences.push(difference)
  return differences
}

async function* streamed(lines: readonly SnapshotLine[]): AsyncGenerator<SnapshotLine> {
  for (const line of lines) yield await Promise.resolve(line)
}

/** The same by comparing every line with every other. */
function plainly(first: readonly SnapshotLine[], second: readonly SnapshotLine[]): string[] {
  const isSame = (a: SnapshotLine, b: SnapshotLine): boolean => JSON.stringify(a) === JSON.stringify(b)
  const alone = first.filter((line) => !second.some((other) => isSame(line, other)))
  return alone.map(({ recordId, kind }) => `${recordId} ${kind}`)
}

test('snapshots differ in the lines that only one of them has', async () => {
  await fc.assert(
    fc.asyncProperty(portraits, portraits, async (first, second) => {
      const found = new Set((await compare(first, second)).map(({ recordId, kind }) => `${recordId} ${kind}`))
      deepStrictEqual([...found].sort(), [...new Set([...plainly(first, second), ...plainly(second, first)])].sort())
    }),
    { numRuns: 200 },
  )
})

test('a difference names the parts that differ', async (t) => {
  const person = (value: string): SnapshotLine => ({
    recordId: 'a',
    kind: 'person',
    parts: { golden: value, head: 'b' },
  })
  t.same(await compare([person('x')], [person('y')]), [{ recordId: 'a', kind: 'person', part: 'golden' }])
  t.same(await compare([person('x')], []), [{ recordId: 'a', kind: 'person', part: 'unfounded' }])
  t.same(await compare([], [person('x')]), [{ recordId: 'a', kind: 'person', part: 'missing' }])
})
