import fc from 'fast-check'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { Linker } from '../../../src/jobs/linker.js'
import { openPools } from '../../../src/storage/postgres/pools.js'
import { hasPending } from '../../../src/storage/linkage/pending-records.js'
import { SOURCES } from '../../../src/tools/synthetic/population/sources.js'
import { until } from '../../support/until.js'
import { sendBatch } from '../../support/batches/process-batch.js'
import { csvOf, distinctById, vary } from '../../support/registry/random-changes.js'
import {
  inventedRecords,
  put,
  type TestRecord,
  withdrawal,
  TestRegistry,
} from '../../support/registry/test-registry.js'

/** What one writer does in its order: a change of a record, by its variant, or its withdrawal. */
const writers = fc.array(
  fc.array(fc.tuple(fc.nat(79), fc.nat(14), fc.nat(79), fc.boolean()), { minLength: 5, maxLength: 20 }),
  { minLength: 2, maxLength: 4 },
)

test('two services on one database, with several writers and batches at once, keep all rules of the registry', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const second = openPools(testRegistry.server, { readers: 2, writers: 3, onBroken: () => undefined })
  t.teardown(() => second.close())
  const failures: unknown[] = []
  await fc.assert(
    fc.asyncProperty(fc.nat(500), writers, async (seed, orders) => {
      await testRegistry.clear()
      const people = inventedRecords({ records: 60, seed, dirt: 2 })
      const options = { pollMs: 20, recordsPerPass: 15, singlesPerPass: 4, onFailure: (e: unknown) => failures.push(e) }
      const linkers = [testRegistry.registry, testRegistry.withDatabase(second)].map(
        (registry) => new Linker(registry, options),
      )
      for (const linker of linkers) linker.start()
      const writing = orders.map((order, at) => write(linkers[at % 2] as Linker, people, order))
      await Promise.all([...writing, ...SOURCES.slice(0, 3).map((source) => sendSource(testRegistry, people, source))])
      await idle(testRegistry)
      await Promise.all(linkers.map((linker) => linker.stop()))
      const faults = [...(await testRegistry.violations()), ...failures.map(String)]
      if (faults.length > 0) throw new Error(faults.join('; '))
    }),
    { numRuns: 8, endOnFailure: true },
  )
})

async function write(
  linker: Linker,
  people: readonly TestRecord[],
  order: readonly (readonly [number, number, number, boolean])[],
): Promise<void> {
  for (const [index, variant, other, isGone] of order) {
    const person = people[index % people.length] as TestRecord
    const changed = vary(person, variant, people[other % people.length] as TestRecord)
    await linker.link(isGone && variant % 3 === 0 ? withdrawal(person) : put(changed))
  }
}

/** The whole list of a source, then half of it. */
async function sendSource(testRegistry: TestRegistry, people: readonly TestRecord[], source: string): Promise<void> {
  const own = distinctById(people.filter((person) => person.source === source))
  await sendBatch(testRegistry.registry, csvOf(own), { source, mode: 'delta' })
  await sendBatch(testRegistry.registry, csvOf(own.filter((_, at) => at % 2 === 0)), { source, mode: 'snapshot' })
}

async function idle(testRegistry: TestRegistry): Promise<void> {
  const { conn } = testRegistry.database
  const unfinished = sql`SELECT FROM batches WHERE finished_at IS NULL`
  await until(async () => (await conn.read(unfinished)).length === 0 && !(await hasPending(conn)), { everyMs: 20 })
}
