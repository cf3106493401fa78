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

test('compose sets existing settings, and the service is not given the login of the owner', async (t) => {
  const compose = await fileOf('compose.yaml')
  const settingsOf = (service: string): string[] => {
    const [, text = ''] = new RegExp(`^ {2}${service}:\\n([^]*?)^$`, 'm').exec(compose) ?? []
    const [, environment = ''] = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(text) ?? []
    return [...environment.matchAll(/^ +([A-Z_]+):/gm)].map(([, name = '']) => name)
  }
  const [serving, migrating] = [settingsOf('padan'), settingsOf('migrate')]
  t.ok(serving.includes('DATABASE_URL') && !serving.includes('PADAN_OWNER_URL'))
  t.ok(migrating.includes('DATABASE_URL') && migrating.includes('PADAN_OWNER_URL'))
  for (const name of [...serving, ...migrating]) t.ok(name in SETTING_FORMS, name)
})
