import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test } from 'tap'
import { client } from '../../support/http/client.js'
import { startSmallService } from '../../support/http/small-heap-service.js'
import { withoutTap } from '../../support/processes/without-tap.js'

const SENDER = join(import.meta.dirname, '../../support/http/send-large-file.js')
const MEGABYTES = 100
const HEAP_MB = 96

test(`a file of ${MEGABYTES} MB is received in a heap of ${HEAP_MB} MB`, { timeout: 240_000 }, async (t) => {
  const service = await startSmallService(t, HEAP_MB)
  const call = client(t, service)
  await call.post('/v1/agencies', { code: 'dinsos', name: 'Dinas Sosial' })
  await call.post('/v1/sources', { code: 'warga', agency: 'dinsos', profile: 'canonical', name: 'Warga' })
  const { stdout } = await promisify(execFile)(
    ...withoutTap(process.execPath, SENDER, service.address, service.key, String(MEGABYTES)),
  )
  const answered = JSON.parse(stdout) as { status: number; body: { state: string; counts: Record<string, number> } }
  t.match(answered, { status: 202, body: { state: 'linking', counts: { rejected: 0 } } })
  t.ok((answered.body.counts.read ?? 0) > 300_000)
  t.equal((await call.get('/healthz')).status, 200)
})
