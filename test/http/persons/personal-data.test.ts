import { test } from 'tap'
import { ROUTES } from '../../../src/http/server/routes.js'
import type { Route } from '../../../src/http/contract/route.js'
import { type ClientResponse, client, type Client } from '../../support/http/client.js'
import { addSource, finishedBatch, sendBatch } from '../../support/http/send-batch.js'
import { testService } from '../../support/http/test-service.js'

/** What must turn up nowhere; each is such as a record would hold. */
const MARKED = {
  nik: '1699887766554433',
  kk: '1699112233445566',
  name: 'RAHASIAWATI TERTUTUP',
  dob: '1961-02-27',
  mother_name: 'IBUNDA SAMARAN',
  address: 'Jl. Tersembunyi 77',
  phone: '089988776655',
}
const TRACES = [...Object.values(MARKED), 'RAHASIAWATI', 'Tersembunyi', 'SAMARAN']

/** Texts that marked data gets into on every way that a careless caller takes. */
function* attempts({
  method,
  path,
}: Route): Generator<{ path: string; body?: unknown; headers?: Record<string, string> }> {
  const marked = encodeURIComponent(MARKED.name)
  yield { path: path.replaceAll(/\{\w+\}/g, MARKED.nik) }
  yield { path: path.replaceAll(/\{\w+\}/g, marked) }
  const plain = path.replaceAll(/\{\w+\}/g, '11111111-1111-4111-8111-111111111111')
  yield { path: `${plain}?nik=${MARKED.nik}&${marked}=1` }
  yield {
    path: plain,
    headers: { 'x-request-id': MARKED.name, 'if-match': `"${MARKED.nik}"`, 'idempotency-key': MARKED.nik },
  }
  if (method === 'GET') return
  for (const body of [
    MARKED,
    [MARKED],
    { record: MARKED },
    { records: [MARKED], [MARKED.name]: MARKED.nik },
    MARKED.name,
  ])
    yield { path: plain, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  yield { path: plain, body: `{"nik":"${MARKED.nik}`, headers: { 'content-type': 'application/json' } }
  yield { path: plain, body: MARKED.nik, headers: { 'content-type': MARKED.name.toLowerCase().replace(' ', '/') } }
}

async function sendMarked(call: Client): Promise<ClientResponse[]> {
  const names = Object.keys(MARKED).join(',')
  const row = Object.values(MARKED).join(',')
  const answers = [
    await sendBatch(
      call,
      `source_key,${names}\nM-1,${row}\nM-2,${row},too,many\n,${row}\nM-3,${row.replace('TERTUTUP', 'TERTUTUP\uFFFD')}\n`,
    ),
    await sendBatch(call, `${row}\n${row}\n`),
    await sendBatch(call, JSON.stringify([MARKED]).slice(0, -4), { headers: { 'content-type': 'application/json' } }),
    await call.put('/v1/sources/warga/records/M-1', MARKED),
    await call.put('/v1/sources/warga/records/M-1', { ...MARKED, dob: MARKED.name }),
  ]
  for (const answered of answers.slice(0, 3))
    answers.push(await finishedBatch(call, answered), await call.get(`${answered.headers.location ?? ''}/rejections`))
  return answers
}

test('personal data is in no log, error, metric or URL', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  await addSource(call)
  const answers = await sendMarked(call)
  for (const route of ROUTES)
    for (const { path, ...options } of attempts(route)) answers.push(await call.call(route.method, path, options))
  const metrics = await call.get('/metrics')
  const declined = answers.filter(({ status }) => status >= 400)
  t.ok(declined.length > ROUTES.length, 'there are errors to look at')
  const places: [string, string][] = [
    ['logs', service.logged.join('')],
    ['errors', declined.map(({ text }) => text).join('')],
    ['metrics', metrics.text],
    ['headers', answers.map(({ headers }) => JSON.stringify(headers)).join('')],
    [
      'rejections',
      answers
        .filter(({ headers }) => headers['content-type'] === 'application/x-ndjson')
        .map(({ text }) => text)
        .join(''),
    ],
  ]
  for (const [place, text] of places) {
    t.ok(text.length > 100, `there are ${place} to look at`)
    for (const trace of TRACES)
      t.notOk(text.includes(trace) || text.includes(encodeURIComponent(trace)), `${place}: ${trace}`)
  }
})
