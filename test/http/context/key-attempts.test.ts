import { test } from 'tap'
import { KeyAttempts } from '../../../src/http/context/key-attempts.js'
import { client } from '../../support/http/client.js'
import { keyWith } from '../../support/http/service-with-records.js'
import { testService } from '../../support/http/test-service.js'

const NEVER = new AbortController().signal
const LIMITS = { freeFailures: 2, firstDelayMs: 20, mostDelayMs: 80, mostDelayed: 3 }

/** How long the answer to a wrong key waits. */
async function delayOf(attempts: KeyAttempts, address: string): Promise<number> {
  const beganMs = performance.now()
  await attempts.failed(address, 'salah')
  return performance.now() - beganMs
}

test('answers to wrong keys wait longer and longer, up to a limit, for each address by itself', async (t) => {
  const attempts = new KeyAttempts(LIMITS, NEVER)
  const delays: number[] = []
  for (let at = 0; at < 6; at++) delays.push(await delayOf(attempts, '192.0.2.7'))
  const least = [0, 0, 20, 40, 80, 80]
  for (const [at, ms] of least.entries()) t.ok((delays[at] ?? 0) >= ms - 1, `failure ${at + 1} waits ${ms} ms or more`)
  t.ok((await delayOf(attempts, '192.0.2.8')) < 20, 'another address begins anew')
  t.ok((await delayOf(attempts, '::ffff:192.0.2.7')) >= 79, 'the same address in another form does not')
})

test('one network of IPv6 is one address', async (t) => {
  const attempts = new KeyAttempts({ ...LIMITS, freeFailures: 1 }, NEVER)
  await attempts.failed('2001:db8:1:2::1', 'salah')
  t.ok((await delayOf(attempts, '2001:db8:1:2:aaaa:bbbb:cccc:dddd')) >= 19)
  t.ok((await delayOf(attempts, '2001:db8:1:3::1')) < 19)
})

test('while many answers wait, only keys that worked are tried from the address', async (t) => {
  const closing = new AbortController()
  const attempts = new KeyAttempts({ ...LIMITS, firstDelayMs: 60_000, mostDelayMs: 60_000 }, closing.signal)
  attempts.succeeded('benar')
  const waiting = [1, 2, 3, 4, 5].map(() => attempts.failed('192.0.2.7', 'salah'))
  t.equal(attempts.mayTry('192.0.2.7', 'lain'), false)
  t.equal(attempts.mayTry('192.0.2.7', 'benar'), true)
  t.equal(attempts.mayTry('192.0.2.9', 'lain'), true)
  await attempts.failed('192.0.2.9', 'benar')
  t.equal(attempts.mayTry('192.0.2.7', 'benar'), false, 'a key that was revoked has not worked')
  closing.abort()
  await Promise.all(waiting)
  t.equal(attempts.mayTry('192.0.2.7', 'lain'), true, 'at the end of the service nothing waits')
})

test('what is kept of addresses and keys is bounded', async (t) => {
  const attempts = new KeyAttempts({ ...LIMITS, freeFailures: 1 }, NEVER)
  await attempts.failed('192.0.2.7', 'salah')
  for (let at = 0; at < 10_000; at++) {
    await attempts.failed(`198.51.${at >> 8}.${at & 255}`, `k${at}`)
    attempts.succeeded(`k${at}`)
  }
  t.ok((await delayOf(attempts, '192.0.2.7')) < 19, 'the oldest address is forgotten')
})

test('wrong keys are slowed, callers with a right one are not', async (t) => {
  const limits = { freeFailures: 3, firstDelayMs: 300, mostDelayMs: 300, mostDelayed: 2 }
  const service = await testService(t, { attempts: limits })
  const admin = client(t, service)
  const reader = admin.as(await keyWith(admin, { roles: ['reader'] }))
  t.equal((await reader.get('/v1/agencies')).status, 200)
  const wrong = (at: number) => admin.as(`padan_${String(at).padStart(12, '0')}_${'A'.repeat(43)}`).get('/v1/agencies')
  for (let at = 0; at < 3; at++) t.equal((await wrong(at)).status, 401)
  const beganMs = performance.now()
  t.equal((await wrong(3)).status, 401)
  t.ok(performance.now() - beganMs >= 295)
  const many = Promise.all(Array.from({ length: 20 }, (_, at) => wrong(10 + at)))
  t.equal((await reader.get('/v1/agencies')).status, 200, 'a right key from the same address is answered')
  const statuses = (await many).map(({ status }) => status)
  t.ok(statuses.includes(429), statuses.join())
  t.ok(statuses.every((status) => status === 401 || status === 429))
})

test('X-Forwarded-For is believed of trusted proxies only', async (t) => {
  const attempts = { freeFailures: 1, firstDelayMs: 400, mostDelayMs: 400, mostDelayed: 100 }
  for (const trustedProxies of [['127.0.0.1'], []]) {
    const service = await testService(t, { attempts, trustedProxies })
    const beganMs = performance.now()
    for (let at = 0; at < 3; at++) {
      const headers = { 'x-forwarded-for': `203.0.113.${at}` }
      const { status } = await client(t, service).as('salah').get('/v1/agencies', { headers })
      t.equal(status, 401)
    }
    const isSlowed = performance.now() - beganMs >= 795
    t.equal(isSlowed, trustedProxies.length === 0, `${trustedProxies.length} trusted`)
  }
})
