import fc from 'fast-check'
import { test } from 'tap'
import { sendBatch } from '../../../support/batches/process-batch.js'
import { csvOf, distinctById, vary } from '../../../support/registry/random-changes.js'
import {
  inventedRecords,
  put,
  type TestRecord,
  withdrawal,
  TestRegistry,
} from '../../../support/registry/test-registry.js'

const populations = fc.record({
  records: fc.integer({ min: 30, max: 70 }),
  seed: fc.nat(1000),
  dirt: fc.constantFrom(1, 3),
})
/** What happens between two passes: single changes of some records, by their place, or nothing. */
const meanwhile = fc.array(
  fc.option(fc.array(fc.tuple(fc.nat(99), fc.nat(14), fc.nat(99)), { minLength: 1, maxLength: 4 }), { freq: 2 }),
  { minLength: 12, maxLength: 12 },
)

/** Sends a batch of each source that has one of these records. */
async function sendBatches(testRegistry: TestRegistry, people: readonly TestRecord[]): Promise<void> {
  for (const source of new Set(people.map((person) => person.source))) {
    const own = people.filter((person) => person.source === source)
    await sendBatch(testRegistry.registry, csvOf(distinctById(own)), { source, mode: 'delta' })
  }
}

test('prefetched rows change no result of a pass, whatever changed after the prefetch', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const property = fc.asyncProperty(
    populations,
    fc.integer({ min: 3, max: 9 }),
    meanwhile,
    async (of, limit, changes) => {
      await testRegistry.clear()
      const people = inventedRecords(of)
      const at = (index: number): TestRecord => people[index % people.length] as TestRecord
      await sendBatches(testRegistry, people)
      await testRegistry.settle(limit)
      // Every record is sent once more with values of another one, and passes and single changes take turns.
      await sendBatches(
        testRegistry,
        people.map((person, index) => vary(person, index % 15, at(index * 7 + 3))),
      )
      for (const singles of changes) {
        if (singles !== null) {
          const varied = distinctById(singles.map(([first, variant, other]) => vary(at(first), variant, at(other))))
          await testRegistry.link(varied.map((each, index) => (index === 3 ? withdrawal(each) : put(each))))
        }
        await testRegistry.runPass(limit)
      }
      await testRegistry.settle(limit)
      const faults = await testRegistry.violations()
      if (faults.length > 0) throw new Error(faults.join('; '))
    },
  )
  await fc.assert(property, { numRuns: 12, endOnFailure: true })
})

/** Portions of changes, and whether each is prepared before the one before it begins, or while it runs. */
const portions = fc.array(
  fc.record({
    isEarly: fc.boolean(),
    rows: fc.array(fc.tuple(fc.nat(99), fc.nat(14), fc.nat(99)), { minLength: 1, maxLength: 12 }),
  }),
  { minLength: 2, maxLength: 10 },
)

test('single changes that are prefetched while others are linked form the same registry', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const property = fc.asyncProperty(populations, portions, async (of, drawn) => {
    await testRegistry.clear()
    const people = inventedRecords(of)
    const at = (index: number): TestRecord => people[index % people.length] as TestRecord
    await testRegistry.link(people.map(put))
    const changes = drawn.map(({ isEarly, rows }) => ({
      isEarly,
      rows: distinctById(rows.map(([first, variant, other]) => vary(at(first), variant, at(other)))).map(
        (each, index) => (index === 3 ? withdrawal(each) : put(each)),
      ),
    }))
    let link = testRegistry.prepareLink(changes[0]?.rows ?? [])
    for (const next of changes.slice(1)) {
      const early = testRegistry.prepareLink(next.rows)
      const running = link()
      const meanwhile = testRegistry.prepareLink(next.rows)
      await running
      link = next.isEarly ? early : meanwhile
    }
    await link()
    const faults = await testRegistry.violations()
    if (faults.length > 0) throw new Error(faults.join('; '))
  })
  await fc.assert(property, { numRuns: 20, endOnFailure: true })
})
