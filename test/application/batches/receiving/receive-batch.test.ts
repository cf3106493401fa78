import { Readable } from 'node:stream'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { endSilentBatches } from '../../../../src/application/batches/receiving/end-silent-batches.js'
import { receiveBatch } from '../../../../src/application/batches/receiving/receive-batch.js'
import { isRefusal } from '../../../../src/application/context/refusals.js'
import { addTestSource, processBatch, sendBatch, registryWithAgency } from '../../../support/batches/process-batch.js'

const HEADER = 'source_key,nik,kk,name,dob,sex,village_code'
const PLAIN = [
  'a,1606051304980001,1606111609140001,SITI AMINAH,1998-04-13,P,16.06.11.2015',
  'b,1606051304800002,1606111609140001,ADI,1980-04-13,L,16.06.11.2015',
  'c,,,BUDI,,L,16.06.11.2016',
]

function list(...rows: readonly string[]): string {
  return `${[HEADER, ...rows].join('\n')}\n`
}

test('a batch is received, applied and linked with every row counted once', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const received = await sendBatch(registry, list(...PLAIN, ',1,,,,,', 'd,2'))
  t.match(received, { state: 'linking', counts: { read: 5, accepted: 3, unchanged: 0, rejected: 2 } })
  const again = await processBatch(registry, list(PLAIN[0] ?? ''))
  t.match(again, { state: 'completed', counts: { read: 1, accepted: 0, unchanged: 1, rejected: 0 } })
  const live = await registry.database.conn.read(sql`SELECT source_key, batch_row::int FROM live_records ORDER BY 1`)
  t.same(live, [
    { source_key: 'a', batch_row: 1 },
    { source_key: 'b', batch_row: 2 },
    { source_key: 'c', batch_row: 3 },
  ])
})

test('only one batch of a source is received at a time', async (t) => {
  const clock = { at: Date.UTC(2026, 10, 1) }
  const registry = await registryWithAgency(t, clock)
  await addTestSource(registry, 'canonical')
  await addTestSource(registry, 'canonical', { code: 'other' })
  const slow = openInput()
  slow.push(list(...PLAIN))
  const first = receiveBatch(registry, { source: 'canonical', mode: 'delta', input: slow.stream, sentBy: 'test' })
  await slow.taken
  const sent = { source: 'canonical', mode: 'delta', sentBy: 'test' } as const
  const second = await receiveBatch(registry, { ...sent, input: Readable.from([Buffer.from(list())]) })
  t.match(second, { kind: 'refusal', code: 'SOURCE_BUSY' })
  t.match(await sendBatch(registry, list(...PLAIN), { source: 'other' }), { state: 'linking' })
  clock.at += 61_000
  t.match(await sendBatch(registry, list(...PLAIN)), { state: 'linking' }, 'the silent one is taken for gone')
  slow.end()
  t.match(await first, { state: 'failed', refusal: { code: 'SENDER_GONE' } }, 'what comes of it later is too late')
})

test('an upload that breaks off has no effect and can be repeated', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(list(...PLAIN))
    throw new Error('aborted')
  }
  const sent = { source: 'canonical', mode: 'snapshot', sentBy: 'test' } as const
  const failed = await receiveBatch(registry, { ...sent, input: broken() })
  t.match(failed, { state: 'failed', refusal: { code: 'SENDER_GONE' } })
  const controller = new AbortController()
  const stalled = openInput()
  stalled.push(list(...PLAIN))
  const aborted = receiveBatch(registry, { ...sent, input: stalled.stream, signal: controller.signal })
  await stalled.taken
  controller.abort()
  t.match(await aborted, { state: 'failed', refusal: { code: 'SENDER_GONE' } })
  t.match(await processBatch(registry, list(...PLAIN), { mode: 'snapshot' }), {
    state: 'completed',
    counts: { accepted: 3 },
  })
})

test('a batch that receives no bytes fails, one that receives few does not', async (t) => {
  const clock = { at: Date.UTC(2026, 10, 1) }
  const registry = await registryWithAgency(t, clock)
  await addTestSource(registry, 'canonical')
  async function* trickle(): AsyncGenerator<Uint8Array> {
    for (const piece of list(...PLAIN).match(/[^]{1,20}/g) ?? []) {
      yield Buffer.from(piece)
      clock.at += 20_000
      t.equal(await endSilentBatches(registry), 0)
    }
  }
  const sent = { source: 'canonical', mode: 'delta', sentBy: 'test' } as const
  t.match(await receiveBatch(registry, { ...sent, input: trickle() }), { state: 'linking', counts: { read: 3 } })
  const silent = openInput()
  const gone = receiveBatch(registry, { ...sent, input: silent.stream })
  await silent.taken
  clock.at += 61_000
  t.equal(await endSilentBatches(registry), 1)
  silent.end()
  t.match(await gone, { state: 'failed', refusal: { code: 'SENDER_GONE' } })
})

test('a batch that cannot be received is refused', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  t.match(await sendBatch(registry, ''), { state: 'refused', refusal: { code: 'FILE_EMPTY' } })
  t.match(await sendBatch(registry, 'x;y\n1;2\n'), { state: 'refused', refusal: { code: 'HEADER_UNKNOWN', line: 1 } })
  t.match(await sendBatch(registry, list(), { mode: 'snapshot' }), {
    state: 'refused',
    refusal: { code: 'EMPTY_LIST' },
  })
  t.match(await processBatch(registry, list()), { state: 'completed', counts: { read: 0 } }, 'no changes are changes')
  const input = Readable.from([Buffer.from('x')])
  const unknown = await receiveBatch(registry, { source: 'nobody', mode: 'delta', input, sentBy: 'test' })
  t.ok(isRefusal(unknown) && unknown.code === 'SOURCE_UNKNOWN')
  t.same(await registry.database.conn.read(sql`SELECT FROM live_records`), [])
})

/** An input of pushed pieces, with a promise that resolves once the first piece was read and the next one is awaited. */
function openInput(): {
  stream: AsyncIterable<Uint8Array>
  push: (text: string) => void
  end: () => void
  taken: Promise<void>
} {
  const pieces: Uint8Array[] = []
  let finish = (): void => undefined
  let tellTaken = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    finish = resolve
  })
  const taken = new Promise<void>((resolve) => {
    tellTaken = resolve
  })
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield* pieces
    tellTaken()
    await ended
  }
  return {
    stream: stream(),
    push: (text) => pieces.push(Buffer.from(text)),
    end: () => {
      finish()
    },
    taken,
  }
}
