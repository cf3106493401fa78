import fc from 'fast-check'
import { test } from 'tap'
import { type Act, changes, deliveries, judgements, perform, relink } from '../../support/registry/acts.js'
import { invented, put, World } from '../../support/registry/world.js'

/** Families with twins, repeated and damaged numbers and people who moved, in seven lists. */
const worlds = fc.record({
  records: fc.integer({ min: 15, max: 80 }),
  seed: fc.nat(1000),
  dirt: fc.constantFrom(1, 2, 3),
})
/** Rebuilt all at once, or with portions that part families. */
const portions = fc.constantFrom(20_000, 7)

const HAPPENINGS: readonly (readonly [what: string, acts: fc.Arbitrary<Act[]>, runs: number])[] = [
  ['records come, change, go and come back', changes, 20],
  ['lists are delivered in full or in part', deliveries, 18],
  ['people judge, contradict each other and take it back', judgements, 30],
]

for (const [what, happenings, numRuns] of HAPPENINGS) {
  test(`the registry is the same as one rebuilt, and sound, when ${what}`, async (t) => {
    const world = await World.open(t)
    await fc.assert(
      fc.asyncProperty(worlds, happenings, portions, async (of, acts, recordsPerPass) => {
        await world.empty()
        const people = invented(of)
        await world.change(people.map(put))
        for (const act of acts) await perform(world, people, act)
        sameOrThrow(await world.faults(recordsPerPass), [])
        const stamp = await world.stamp()
        await relink(world, people)
        sameOrThrow(await world.stamp(), stamp)
      }),
      { numRuns, endOnFailure: true },
    )
  })
}

test('records make the same registry in whatever order and portions they come', async (t) => {
  const world = await World.open(t)
  const orders = worlds.chain((of) => {
    const people = invented(of)
    return fc.tuple(
      fc.shuffledSubarray(people, { minLength: people.length }),
      fc.integer({ min: 1, max: people.length }),
    )
  })
  await fc.assert(
    fc.asyncProperty(orders, async ([people, size]) => {
      await world.empty()
      for (let at = 0; at < people.length; at += size) await world.change(people.slice(at, at + size).map(put))
      sameOrThrow(await world.faults(), [])
      const stamp = await world.stamp()
      const outcomes = await world.change(people.map(put))
      sameOrThrow([...new Set(outcomes.map(({ effect }) => effect))], ['unchanged'])
      sameOrThrow(await world.stamp(), stamp)
    }),
    { numRuns: 14, endOnFailure: true },
  )
})

/** tap's own comparison would be counted for every try of a property. */
function sameOrThrow(found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`Not as wanted: ${JSON.stringify(found)}`)
}
