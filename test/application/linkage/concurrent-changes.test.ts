import fc from 'fast-check'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { Linker } from '../../../src/jobs/linker.js'
import { openPools } from '../../../src/storage/postgres/pools.js'
import { hasPending } from '../../../src/storage/linkage/pending-records.js'
import { SOURCES } from '../../../src/tools/synthetic/people/sources.js'
import { send } from '../../support/batches/deliver.js'
import { csvOf, onceEach, vary } from '../../support/registry/acts.js'
import { invented, put, type Said, withdrawal, World } from '../../support/registry/world.js'

/** What one writer does in its order: a change of a record, by its variant, or its withdrawal. */
const writers = fc.array(
  fc.array(fc.tuple(fc.nat(79), fc.nat(14), fc.nat(79), fc.boolean()), { minLength: 5, maxLength: 20 }),
  { minLength: 2, maxLength: 4 },
)

test('two services on one database with several writers each and deliveries between make one sound registry', async (t) => {
  const world = await World.open(t)
  const second = openPools(world.server, { readers: 2, writers: 3, onBroken: () => undefined })
  t.teardown(() => second.close())
  const failures: unknown[] = []
  await fc.assert(
    fc.asyncProperty(fc.nat(500), writers, async (seed, orders) => {
      await world.empty()
      const people = invented({ records: 60, seed, dirt: 2 })
      const options = { pollMs: 20, recordsPerPass: 15, singlesPerPass: 4, onFailure: (e: unknown) => failures.push(e) }
      const linkers = [world.registry, world.over(second)].map((registry) => new Linker(registry, options))
      for (const linker of linkers) linker.start()
      const writing = orders.map((order, at) => write(linkers[at % 2] as Linker, people, order))
      await Promise.all([...writing, ...SOURCES.slice(0, 3).map((source) => deliver(world, people, source))])
      await idle(world)
      await Promise.all(linkers.map((linker) => linker.stop()))
      const faults = [...(await world.faults()), ...failures.map(String)]
      if (faults.length > 0) throw new Error(faults.join('; '))
    }),
    { numRuns: 8, endOnFailure: true },
  )
})

async function write(
  linker: Linker,
  people: readonly Said[],
  order: readonly (readonly [number, number, number, boolean])[],
): Promise<void> {
  for (const [index, variant, other, isGone] of order) {
    const person = people[index % people.length] as Said
    const changed = vary(person, variant, people[other % people.length] as Said)
    await linker.link(isGone && variant % 3 === 0 ? withdrawal(person) : put(changed))
  }
}

/** The whole list of a source, then half of it. */
async function deliver(world: World, people: readonly Said[], source: string): Promise<void> {
  const own = onceEach(people.filter((person) => person.source === source))
  await send(world.registry, csvOf(own), { source, mode: 'delta' })
  await send(world.registry, csvOf(own.filter((_, at) => at % 2 === 0)), { source, mode: 'snapshot' })
}

async function idle(world: World): Promise<void> {
  const { conn } = world.database
  const unfinished = sql`SELECT FROM batches WHERE finished_at IS NULL`
  while ((await conn.read(unfinished)).length > 0 || (await hasPending(conn))) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
