import fc from 'fast-check'
import { test } from 'tap'
import { getRecord } from '../../../src/application/records/get-record.js'
import { standingOf } from '../../../src/application/records/record-standing.js'
import { distinctById, vary } from '../../support/registry/random-changes.js'
import { inventedRecords, put, type TestRecord, TestRegistry } from '../../support/registry/test-registry.js'

const populations = fc.record({
  records: fc.integer({ min: 30, max: 70 }),
  seed: fc.nat(1000),
  dirt: fc.constantFrom(1, 3),
})
const portions = fc.array(fc.array(fc.tuple(fc.nat(99), fc.nat(14), fc.nat(99)), { minLength: 1, maxLength: 5 }), {
  minLength: 5,
  maxLength: 15,
})

test('the answer to a single change equals reading the record', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const grades = new Set<string | undefined>()
  let conflicts = 0
  const property = fc.asyncProperty(populations, portions, async (of, said) => {
    await testRegistry.clear()
    const people = inventedRecords(of)
    const at = (index: number): TestRecord => people[index % people.length] as TestRecord
    const portionsOfChanges = said.map((rows) =>
      distinctById(rows.map(([first, variant, other]) => vary(at(first), variant, at(other)))),
    )
    for (const changes of [people, ...portionsOfChanges]) {
      const outcomes = await testRegistry.link(changes.map(put))
      for (const [index, { effect, linked }] of outcomes.entries()) {
        const change = changes[index] as TestRecord
        const { source, sourceKey } = change
        const read = await getRecord(testRegistry.database.conn, source, sourceKey)
        const standing = linked && standingOf({ ...change, version: linked.version }, linked.place)
        if (effect !== 'unchanged') t.same(standing, read)
        grades.add(read?.grade)
        conflicts += read?.conflicts.length ?? 0
      }
    }
  })
  await fc.assert(property, { numRuns: 8, endOnFailure: true })
  t.ok(grades.has('certain') && grades.has(undefined), 'some are alone and some are not')
  t.ok(conflicts > 0, 'some disagree')
})
