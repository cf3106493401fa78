import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'tap'
import { SETTING_FORMS } from '../../src/config.js'
import { packageRoot } from '../../src/reference/built-in-model.js'

function fileOf(name: string): Promise<string> {
  return readFile(join(packageRoot(), name), 'utf8')
}

test('the image starts the service as npm does, with existing settings and the port of its health check', async (t) => {
  const dockerfile = await fileOf('Dockerfile')
  const { scripts } = JSON.parse(await fileOf('package.json')) as { scripts: Record<string, string> }
  const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? []
  t.equal((JSON.parse(command) as string[]).join(' '), scripts['start'])
  const [, line = ''] = /^ENV (.*)$/m.exec(dockerfile) ?? []
  const settings = line.split(' ').map((setting) => setting.split('=')[0] ?? '')
  t.same(settings.filter((name) => name !== 'NODE_ENV' && !(name in SETTING_FORMS)), []) // prettier-ignore
  t.ok(settings.includes('PORT'), 'the health check asks at PORT')
  t.match(dockerfile, /HEALTHCHECK[^]*process\.env\.PORT\}\/healthz/)
  t.match(dockerfile, /^USER node$/m)
})

test('compose sets existing settings', async (t) => {
  const [, service = ''] = /^ {2}padan:\n([^]*?)^$/m.exec(await fileOf('compose.yaml')) ?? []
  const [, environment = ''] = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(service) ?? []
  const names = [...environment.matchAll(/^ +([A-Z_]+):/gm)].map(([, name = '']) => name)
  t.ok(names.includes('DATABASE_URL'))
  for (const name of names) t.ok(name in SETTING_FORMS, name)
})
