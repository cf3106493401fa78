import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { test, type Test } from 'tap'
import type { LoadPlan } from '../../../src/tools/benchmark/load-plan.js'
import { measureLoad } from '../../../src/tools/benchmark/measure-load.js'
import { passTime } from '../../support/until.js'

interface Heard {
  readonly key: string | undefined
  readonly path: string | undefined
  readonly body: string
}

/** A server that answers `ok` after some milliseconds, with a status by its count of requests, and the requests that it received. */
async function listening(
  t: Test,
  statusOf: (count: number) => number,
): Promise<{ address: string; received: Heard[] }> {
  const received: Heard[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece: Buffer) => (body += piece.toString()))
    request.on('end', () => {
      received.push({ key: request.headers.authorization, path: request.url, body })
      const status = statusOf(received.length)
      void passTime(20).then(() => response.writeHead(status).end('ok'))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

function planOf(address: string): LoadPlan {
  const asked = [
    { method: 'GET', path: '/satu' },
    { method: 'POST', path: '/dua', body: '{"a":1}' },
  ] as const
  return { address, key: 'kunci', callers: 4, requests: 40, warmUp: 10, asked }
}

test('each request has the key and is measured separately', async (t) => {
  const { address, received } = await listening(t, () => 200)
  t.equal(await measureLoad({ ...planOf(address), asked: [] }), undefined, 'nothing to ask')
  const measure = await measureLoad(planOf(address))
  if (measure === undefined) throw new Error('nothing was measured')
  t.match(measure, { callers: 4, requests: 40, warmUp: 10, bytesPerAnswer: 2 })
  t.equal(received.length, 50)
  t.ok(received.every(({ key }) => key === 'Bearer kunci'))
  t.equal(received.filter(({ path, body }) => path === '/dua' && body === '{"a":1}').length, 25)
  t.ok(measure.p50Ms >= 19 && measure.p99Ms >= measure.p50Ms, 'no answer came before its time')
  t.ok(measure.perSecond <= 4 / 0.019, 'four callers wait for their answers')
})

test('an answer that is not 200 fails the run', async (t) => {
  for (const at of [3, 45]) {
    const { address } = await listening(t, (count) => (count === at ? 404 : 200))
    await t.rejects(measureLoad(planOf(address)), { message: /answered 404/ }, `request ${at}`)
  }
})
