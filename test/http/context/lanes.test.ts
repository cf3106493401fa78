import { test } from 'tap'
import { Lanes, LANES } from '../../../src/http/context/lanes.js'
import { client } from '../../support/http/client.js'
import { testService } from '../../support/http/test-service.js'

const OPEN = new AbortController().signal
const NARROW = { ...LANES, export: { perCaller: 1, overAll: 2, waiting: 1 } }

test('a caller waits for its own calls, and others go before it', async (t) => {
  const lanes = new Lanes(NARROW, 10_000)
  const first = await lanes.enter('export', 'greedy', OPEN)
  const second = lanes.enter('export', 'greedy', OPEN)
  t.equal(await lanes.enter('export', 'greedy', OPEN), undefined, 'no more may wait')
  const other = await lanes.enter('export', 'modest', OPEN)
  t.ok(other)
  const third = lanes.enter('export', 'third', OPEN)
  other?.()
  t.ok(await third, 'the place is not for one whose other call goes on')
  first?.()
  first?.()
  t.ok(await second)
})

test('a call that waited too long, or whose caller has gone, gives up its place', async (t) => {
  const lanes = new Lanes(NARROW, 20)
  await lanes.enter('export', 'a', OPEN)
  t.equal(await lanes.enter('export', 'a', OPEN), undefined)
  const gone = new AbortController()
  const waiting = lanes.enter('export', 'a', gone.signal)
  gone.abort()
  t.equal(await waiting, undefined)
})

test('the API document is packed once, and not sent again to who has it', async (t) => {
  const { address } = await testService(t)
  const url = `${address}/openapi.json`
  const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  const etag = plain.headers.get('etag') ?? ''
  const text = await plain.text()
  for (const encoding of ['br', 'gzip']) {
    const packed = await fetch(url, { headers: { 'accept-encoding': encoding } })
    t.equal(packed.headers.get('content-encoding'), encoding)
    t.equal(await packed.text(), text)
  }
  t.equal((await fetch(url, { headers: { 'if-none-match': etag } })).status, 304)
})

test('a call that finds no place is refused with the time to wait; open routes have a limit by address', async (t) => {
  const lanes = { ...LANES, statistics: { perCaller: 0, overAll: 0, waiting: 0 } }
  const service = await testService(t, { lanes, addressCallsPerMinute: 2 })
  const call = client(t, service)
  const refused = await call.get('/v1/statistics')
  t.match(refused, { status: 429, body: { code: 'CALLS_EXCEEDED' }, headers: { 'retry-after': '1' } })
  t.equal((await call.get('/v1/agencies')).status, 200)
  for (let at = 0; at < 2; at++) await (await fetch(`${service.address}/openapi.json`)).arrayBuffer()
  t.equal((await fetch(`${service.address}/openapi.json`)).status, 429)
  t.equal((await fetch(`${service.address}/healthz`)).status, 200)
})
