import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { Readable } from 'node:stream'
import { test } from 'tap'
import { type ClientResponse, client } from '../support/http/client.js'
import { addSource, finishedBatch, sendBatch } from '../support/http/send-batch.js'
import { ADMIN_KEY } from '../support/http/test-service.js'
import { MemoryWatch } from '../support/processes/memory-watch.js'
import { startedService } from '../support/processes/started-service.js'
import { until } from '../support/until.js'
import { type SentRows, wideList } from '../support/processes/wide-file.js'

const GIGABYTES = Number(process.env.PADAN_UPLOAD_GB ?? 0)
const BYTES = GIGABYTES > 0 ? GIGABYTES * 1e9 : 100e6
const HALF_WAY_BYTES = 30e6
/**
 * Neither list has room in it beside the service itself, which takes some 50 MB. In 128 MB the smaller one took twice the
 * CPU time, for collecting garbage.
 */
const HEAP_MB = GIGABYTES > 0 ? 256 : 144
/** What the process may grow by, in its heap or out of it: less than a list takes. */
const MOST_GROWTH_MB = GIGABYTES > 0 ? HEAP_MB : BYTES / 1e6
const POLL_MS = 100
const NAMELESS = 'source_key,name\nW-1,\n'
const timeout = GIGABYTES > 0 ? GIGABYTES * 900_000 : 240_000

const skip = process.platform === 'linux' ? false : 'only Linux reports the size of a process'

test(
  `a file of ${BYTES / 1e6} MB is sent again after its upload broke off, in bounded memory`,
  { skip, timeout },
  async (t) => {
    const service = await startedService(t, {
      nodeOptions: [`--max-old-space-size=${HEAP_MB}`],
      // Gigabytes of rows would take the memory that is measured.
      place: GIGABYTES > 0 ? 'disk' : 'memory',
    })
    const call = client(t, service)
    await addSource(call)
    const watch = new MemoryWatch(service.pid)

    const broken = begin(service.address)
    for (const piece of wideList(HALF_WAY_BYTES, counted())) if (!broken.write(piece)) await once(broken, 'drain')
    t.match(await sendWhole(service.address, counted(), 1e6), { status: 409 }, 'while it is coming its key is taken')
    broken.destroy()
    // It takes a moment until the service knows that the sender has gone; meanwhile the source takes no other list.
    await until(async () => (await sendBatch(call, NAMELESS)).status !== 409, { everyMs: POLL_MS })
    const [sent, startedMs] = [counted(), performance.now()]
    const received = await sendWhole(service.address, sent, BYTES)
    const receivedMs = performance.now()
    t.match(received, { status: 202, body: { state: 'linking' } })
    const done = await finishedBatch(call, received)
    const accepted = sent.rows - sent.nameless
    t.match(done.body, {
      state: 'completed',
      counts: { read: sent.rows, accepted, unchanged: 0, rejected: sent.nameless, linked: accepted },
    })
    const growthMb = watch.end()
    const seconds = (fromMs: number, toMs: number): string => ((toMs - fromMs) / 1000).toFixed(1)
    t.comment(
      `${sent.rows} rows, ${sent.bytes / 1e6} MB: received in ${seconds(startedMs, receivedMs)} s, linked ` +
        `${seconds(receivedMs, performance.now())} s later; RSS in MB: ${watch.summary()}`,
    )
    t.ok(growthMb < MOST_GROWTH_MB, `the process grew by ${growthMb} MB`)
  },
)

function counted(): SentRows {
  return { rows: 0, nameless: 0, bytes: 0 }
}

function begin(address: string): ClientRequest {
  const headers = {
    authorization: `Bearer ${ADMIN_KEY}`,
    'content-type': 'text/csv',
    'idempotency-key': 'daftar-lebar',
  }
  const sending = request(`${address}/v1/sources/warga/batches?mode=delta`, { method: 'POST', headers })
  sending.on('error', () => undefined)
  return sending
}

async function sendWhole(address: string, sent: SentRows, bytes: number): Promise<ClientResponse> {
  const sending = begin(address)
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>
  Readable.from(wideList(bytes, sent)).pipe(sending)
  const [response] = await answered
  let text = ''
  for await (const piece of response) text += String(piece)
  sending.destroy()
  const headers = response.headers as Record<string, string>
  return { status: response.statusCode ?? 0, headers, text, body: JSON.parse(text) as ClientResponse['body'] }
}
