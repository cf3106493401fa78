import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'tap'
import { testService, type TestService } from '../../support/http/test-service.js'

/** The status line of a GET whose address no client library has tidied. */
async function statusOf({ address }: TestService, path: string): Promise<string> {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.on('data', (piece: Buffer) => {
    text += piece.toString('latin1')
  })
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  await once(socket, 'close')
  return text.slice(0, 12)
}

const FOREIGN = [
  '/docs/static/../../../package.json',
  '/docs/static/%2e%2e/%2e%2e/package.json',
  '/docs/static/..%2f..%2f..%2fpackage.json',
  '/docs/static/..%5c..%5cpackage.json',
  '/docs/static/..\\..\\package.json',
  '/docs/static/.%2e/.%2e/package.json',
  '/docs/static/....//....//package.json',
  '/docs/static/%00',
  '/docs/static/index.html%00.png',
  '/docs/static/.env',
  '/docs/static/.git/config',
  '/docs/static//etc/passwd',
  '/docs/static/%2fetc%2fpasswd',
  '/docs/static/nothing.js',
  `/docs/static/${'a'.repeat(5000)}`,
]

test('an address outside of the files of the page is unknown, and is no failure', async (t) => {
  const service = await testService(t)
  for (const path of FOREIGN) t.match(await statusOf(service, path), /^HTTP\/1\.1 40[04]/, path)
  t.match(await statusOf(service, '/docs/static/../../../package.json'), 'HTTP/1.1 404')
  t.notOk(
    service.logged.some((line) => line.includes('request.failed')),
    'and the log holds no stack',
  )
  t.match(await statusOf(service, '/docs/static/swagger-ui.css'), 'HTTP/1.1 200')
})
