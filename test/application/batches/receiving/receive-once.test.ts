import { Readable } from 'node:stream'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { receiveOnce } from '../../../../src/application/batches/receiving/receive-once.js'
import type { Registry } from '../../../../src/application/context/registry.js'
import type { Conn } from '../../../../src/storage/postgres/connection.js'
import { until } from '../../../support/until.js'
import { addTestSource, registryWithAgency } from '../../../support/batches/process-batch.js'

const LIST = 'source_key,name,dob\na,SITI AMINAH,1998-04-13\nb,ADI,1980-04-13\n'
const REQUEST = { actor: 'dinsos', operation: 'POST /v1/sources/canonical/batches', idempotencyKey: 'november' }

function batchOf(text: string, signal?: AbortSignal) {
  const input = Readable.from([Buffer.from(text)])
  return {
    source: 'canonical',
    mode: 'delta',
    sentBy: 'test',
    input,
    ...(signal === undefined ? {} : { signal }),
  } as const
}

test('a file that is sent twice under one idempotency key is received once, and another file is refused', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const first = await receiveOnce(registry, batchOf(LIST), REQUEST)
  t.match(first, { kind: 'received', batch: { state: 'linking', counts: { read: 2 } } })
  const id = 'batch' in first ? first.batch.id : ''
  t.match(await receiveOnce(registry, batchOf(LIST), REQUEST), { kind: 'repeated', batch: { id } })
  t.same(await receiveOnce(registry, batchOf(`${LIST}c,BUDI,1990-01-02\n`), REQUEST), { kind: 'reused' })
})

test('a file that is sent again while its first upload breaks off is refused as busy, then received', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const controller = new AbortController()
  async function* stalled(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(LIST.slice(0, 40))
    await new Promise(() => undefined)
  }
  const sent = { ...batchOf('', controller.signal), input: stalled() }
  const first = receiveOnce(registry, sent, REQUEST)
  await until(() => hasBatch(registry))
  const losing = whenAsked(registry, async () => {
    controller.abort()
    t.match(await first, { batch: { state: 'failed', refusal: { code: 'SENDER_GONE' } } })
  })
  t.same(await receiveOnce(losing, batchOf(LIST), REQUEST), { kind: 'busy' })
  t.match(await receiveOnce(registry, batchOf(LIST), REQUEST), { kind: 'received', batch: { counts: { read: 2 } } })
})

async function hasBatch({ database }: Registry): Promise<boolean> {
  const rows = await database.conn.read(sql`SELECT FROM batches`)
  return rows.length > 0
}

/** The registry, with an action between the first transaction of a request and its first read. */
function whenAsked(registry: Registry, happen: () => Promise<void>): Registry {
  let happened: Promise<void> | undefined
  const read: Conn['read'] = async (query) => {
    await (happened ??= happen())
    return registry.database.conn.read(query)
  }
  return { ...registry, database: { ...registry.database, conn: { read } } }
}
