import { test } from 'tap'
import { rebuildRegistry } from '../../../src/application/rebuild/rebuild-registry.js'
import { describeRebuild } from '../../../src/application/rebuild/describe-rebuild.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { insertEvents } from '../../../src/storage/access/events.js'
import { OWNER_ROLE } from '../../../src/storage/postgres/roles.js'
import { openScratch, readTotals } from '../../../src/storage/postgres/scratch-registry.js'
import { withClient } from '../../../src/storage/postgres/server.js'
import { inventedRecords, put, withdrawal, TestRegistry } from '../../support/registry/test-registry.js'

const PEOPLE = inventedRecords({ records: 70, seed: 5, dirt: 2 })

/** What goes wrong in the tables, and the part that a rebuild must then find to differ. */
const DAMAGES: readonly (readonly [statement: string, part: string])[] = [
  [`UPDATE live_records SET content_hash = '\\x${'00'.repeat(16)}'`, 'record.content'],
  [`DELETE FROM edges`, 'record.edges'],
  [`DELETE FROM block_keys`, 'totals.block_keys'],
  [`UPDATE live_records SET block_keys = '{}'`, 'record.keys'],
  [`DELETE FROM live_records WHERE source_code = 'dtks'`, 'record.missing'],
  [`UPDATE persons SET golden = '{}' WHERE state = 'live'`, 'person.golden'],
  [`UPDATE persons SET household_id = NULL, household_since = NULL`, 'household.missing'],
  [`UPDATE persons SET placement = NULL WHERE state = 'live'`, 'person.placement'],
  [`UPDATE households SET head_id = person_ids[cardinality(person_ids)] WHERE state = 'live'`, 'household.head'],
  [`UPDATE households SET golden = '{}' WHERE state = 'live'`, 'household.golden'],
  [`DELETE FROM household_keys`, 'totals.household_keys'],
  [`UPDATE conflicts SET severity = 99 WHERE state = 'open'`, 'conflict.unfounded'],
  [`UPDATE conflicts SET state = 'vanished', closed_at = now()`, 'totals.conflicts'],
  [`DELETE FROM person_conflicts`, 'conflict.missing'],
  [`INSERT INTO crowded_keys VALUES (1)`, 'totals.crowded_keys'],
]

async function filled(testRegistry: TestRegistry): Promise<void> {
  await testRegistry.clear()
  for (let at = 0; at < PEOPLE.length; at += 9) await testRegistry.link(PEOPLE.slice(at, at + 9).map(put))
}

test('a registry built in portions equals its rebuild, which is removed afterwards', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  await filled(testRegistry)
  await testRegistry.link(PEOPLE.slice(10, 20).map(withdrawal))
  const { totals, waiting, differences } = await rebuildRegistry(testRegistry.registry, { recordsPerPass: 13 })
  t.same(differences, { count: 0, byPart: {} })
  t.equal(waiting, 0)
  t.equal(totals.records, PEOPLE.length - 10)
  t.ok(totals.persons > 1 && totals.households > 1 && totals.conflicts > 0, 'there is something to compare')
  t.same(await readTotals(testRegistry.database.conn), totals)
})

test('a rebuild finds any damaged row', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  for (const [statement, part] of DAMAGES) {
    await filled(testRegistry)
    await withClient(testRegistry.server, async (client) => {
      await client.query(`SET ROLE ${OWNER_ROLE}; SET search_path = padan`)
      await client.query(statement)
    })
    const rebuilt = await rebuildRegistry(testRegistry.registry)
    t.hasOwnProp(rebuilt.differences.byPart, part, statement)
    t.match(describeRebuild(rebuilt), part)
  }
})

test('the service runs on during a rebuild, which does not see its changes', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  await inTransaction(testRegistry.database, async (tx) => {
    const { live, scratch } = await openScratch(tx)
    const before = await readTotals(live)
    await insertEvents(scratch, [{ kind: 'person.changed', subjectId: '00000000-0000-4000-8000-000000000000' }])
    await testRegistry.link(PEOPLE.map(put))
    t.same(await readTotals(live), before)
  })
  t.equal((await readTotals(testRegistry.database.conn)).records, PEOPLE.length)
})
