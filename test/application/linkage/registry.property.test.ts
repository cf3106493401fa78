import fc from 'fast-check'
import { test } from 'tap'
import {
  type RandomChange,
  recordChanges,
  recordAndBatchChanges,
  recordAndJudgementChanges,
  applyChange,
  relink,
} from '../../support/registry/random-changes.js'
import { inventedRecords, put, TestRegistry } from '../../support/registry/test-registry.js'

/** Families with twins, repeated and damaged numbers and persons who moved, in seven sources. */
const populations = fc.record({
  records: fc.integer({ min: 15, max: 80 }),
  seed: fc.nat(1000),
  dirt: fc.constantFrom(1, 2, 3),
})
/** Rebuilt all at once, or with portions that part families. */
const portions = fc.constantFrom(20_000, 7)

const HISTORIES: readonly (readonly [what: string, changes: fc.Arbitrary<RandomChange[]>, runs: number])[] = [
  ['records come, change, go and come back', recordChanges, 20],
  ['snapshots and deltas are sent', recordAndBatchChanges, 18],
  ['stewards judge, contradict each other and reverse', recordAndJudgementChanges, 30],
]

for (const [what, history, numRuns] of HISTORIES) {
  test(`the registry equals its rebuild and keeps its rules when ${what}`, async (t) => {
    const testRegistry = await TestRegistry.open(t)
    await fc.assert(
      fc.asyncProperty(populations, history, portions, async (of, changes, recordsPerPass) => {
        await testRegistry.clear()
        const people = inventedRecords(of)
        await testRegistry.link(people.map(put))
        for (const change of changes) await applyChange(testRegistry, people, change)
        sameOrThrow(await testRegistry.violations(recordsPerPass), [])
        const stamp = await testRegistry.checksum()
        await relink(testRegistry, people)
        sameOrThrow(await testRegistry.checksum(), stamp)
      }),
      { numRuns, endOnFailure: true },
    )
  })
}

test('records form the same registry in any order and portions', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const orders = populations.chain((of) => {
    const people = inventedRecords(of)
    return fc.tuple(
      fc.shuffledSubarray(people, { minLength: people.length }),
      fc.integer({ min: 1, max: people.length }),
    )
  })
  await fc.assert(
    fc.asyncProperty(orders, async ([people, size]) => {
      await testRegistry.clear()
      for (let at = 0; at < people.length; at += size) await testRegistry.link(people.slice(at, at + size).map(put))
      sameOrThrow(await testRegistry.violations(), [])
      const stamp = await testRegistry.checksum()
      const outcomes = await testRegistry.link(people.map(put))
      sameOrThrow([...new Set(outcomes.map(({ effect }) => effect))], ['unchanged'])
      sameOrThrow(await testRegistry.checksum(), stamp)
    }),
    { numRuns: 14, endOnFailure: true },
  )
})

/** tap's own comparison would be counted for every try of a property. */
function sameOrThrow(found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`Not as wanted: ${JSON.stringify(found)}`)
}
