import { setImmediate as nextTurn } from 'node:timers/promises'
import { test } from 'tap'
import { yieldFor } from '../../../src/application/linkage/scheduling/few-changes.js'
import { linkPending } from '../../../src/application/linkage/link-pending.js'
import { NextPassPrefetch } from '../../../src/application/linkage/scheduling/next-pass-prefetch.js'
import { PassLog } from '../../../src/application/linkage/scheduling/pass-log.js'
import { ContextReader } from '../../../src/application/active-model/read-context.js'
import { hasPending } from '../../../src/storage/linkage/pending-records.js'
import { withClient } from '../../../src/storage/postgres/server.js'
import { list, people } from '../../support/batches/canonical-list.js'
import { addTestSource, applyAll, sendBatch, registryWithAgency } from '../../support/batches/process-batch.js'

test('a pass that cannot take its records throws the first error and takes none', async (t) => {
  const registry = await registryWithAgency(t)
  const { conn, server, lookups } = registry.database
  await addTestSource(registry, 'canonical')
  await sendBatch(registry, list(...people(0, 40)))
  await applyAll(registry)
  const pass = {
    reader: new ContextReader(registry),
    limit: 100,
    prefetch: new NextPassPrefetch(lookups, new PassLog()),
  }
  await withClient(server, async (client) => {
    await client.query(`CREATE FUNCTION padan.refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '55000'; END $$`)
    await client.query('CREATE TRIGGER refuse BEFORE DELETE ON padan.pending_records EXECUTE FUNCTION padan.refuse()')
    await t.rejects(linkPending(registry, pass), { code: '55000' })
    t.equal(await hasPending(conn), true)
    await client.query('DROP TRIGGER refuse ON padan.pending_records')
  })
  t.match(await linkPending(registry, pass), { taken: 40 })
  t.equal(await hasPending(conn), false)
})

test('only a pass over many changes yields between its steps', async (t) => {
  const turnsOf = async (changes: number): Promise<boolean> => {
    let hasTurned = false
    setImmediate(() => (hasTurned = true))
    await yieldFor({ length: changes })()
    return hasTurned
  }
  t.equal(await turnsOf(5000), true)
  await nextTurn()
  t.equal(await turnsOf(1), false)
})
