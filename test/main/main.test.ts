import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type Test } from 'tap'
import { temporaryFolder } from '../support/storage/temporary-folder.js'
import { startService } from '../support/processes/service-process.js'

async function dataFolder(t: Test): Promise<string> {
  const { path, remove } = await temporaryFolder()
  t.teardown(remove)
  return path
}

async function postmaster(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

test('the service starts on a new folder, stops on a signal and starts again', async (t) => {
  const PADAN_DATA_DIR = await dataFolder(t)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const service = startService(t, { PADAN_DATA_DIR })
    await service.logged('service.started')
    service.kill(signal)
    t.match(await service.ended, { code: 0, signal: null, stderr: '' })
    await service.logged('service.stopped')
    await t.rejects(postmaster(PADAN_DATA_DIR), { code: 'ENOENT' }, 'its database has ended with it')
  }
})

test('a second service on the folder is refused in one sentence, and the first runs on', async (t) => {
  const PADAN_DATA_DIR = await dataFolder(t)
  const first = startService(t, { PADAN_DATA_DIR })
  await first.logged('service.started')
  const second = await startService(t, { PADAN_DATA_DIR }).ended
  t.equal(second.code, 1)
  t.match(second.stderr, /^Another service is using the data folder [^\n]+\n$/)
  first.kill('SIGTERM')
  t.equal((await first.ended).code, 0)
})

test('invalid settings are reported and end the start', async (t) => {
  const { code, stderr } = await startService(t, { PORT: 'delapan', LOG_LEVEL: 'keras' }).ended
  t.equal(code, 1)
  t.same(stderr.trim().split('\n').length, 2)
  t.match(stderr, /^PORT must be .+\nLOG_LEVEL must be /)
})

test('a signal that arrives twice at once, as under npm, still shuts the service down in order', async (t) => {
  const service = startService(t, { PADAN_DATA_DIR: await dataFolder(t) })
  await service.logged('service.started')
  service.kill('SIGINT')
  service.kill('SIGTERM')
  t.equal((await service.ended).code, 0)
})

test('the service fails when its database ends, and starts on it again', async (t) => {
  const PADAN_DATA_DIR = await dataFolder(t)
  const first = startService(t, { PADAN_DATA_DIR })
  await first.logged('service.started')
  process.kill(await postmaster(PADAN_DATA_DIR), 'SIGKILL')
  t.equal((await first.ended).code, 1)
  await first.logged('database.ended')
  const next = startService(t, { PADAN_DATA_DIR })
  await next.logged('service.started')
  next.kill('SIGTERM')
  t.equal((await next.ended).code, 0)
})
