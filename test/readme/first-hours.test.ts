import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type Test } from 'tap'
import { type ServiceProcess, startService } from '../support/processes/service-process.js'
import { temporaryFolder } from '../support/storage/temporary-folder.js'
import { blocksToRun, codeBlocks } from '../support/readme/code-blocks.js'
import { pageSection, pageText } from '../support/readme/pages.js'
import { missingProgram, readersFolder, runSession } from '../support/readme/shell-session.js'

const ADDRESS = 'http://127.0.0.1:3000'
const start = codeBlocks(pageText('docs/integrator.md'))[0]?.text ?? ''
const adminKey = /PADAN_ADMIN_KEY=(\S+)/.exec(start)?.[1] ?? ''
const blocks = blocksToRun('firstHours')
const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text)
const program = blocks.find(({ language }) => language === 'ts')?.text ?? ''
/** The answer to a match as the README shows it. */
const shownMatch = codeBlocks(pageText('README.md')).find(({ language }) => language === 'json')?.text ?? ''

/** By words of a command, what its output must match. */
const WRITTEN: readonly (readonly [string, ...RegExp[]])[] = [
  ['/v1/agencies', /code: 'dinsos'/, /profile: 'bantu-umak'/, /profile: 'canonical'/],
  [
    '/rejections',
    /state: 'completed'/,
    /read: 4,\s+accepted: 2,\s+unchanged: 0,\s+rejected: 2/,
    /"line":4.*RECORD_EMPTY/,
    /"line":5.*ROW_RAGGED/,
    /padan_error\r?\nD-3\|/,
  ],
  ['/records/REG-1', /nik: '1606021207980002'/, /grade: 'certain'/, /conflicts: \[\]/],
  [
    '/persons/search',
    /name: 'JOKO SUSILO',\s+nik: '1606021207980002'/,
    /value: 'SITI AMINAH'/,
    /size: 2,/,
    /overlap: \[/,
  ],
  ['padan.mjs', /completed: 2 of 4 rows, 2 rejected/, /^certain \(0\.9/m, /JOKO SUSILO lives with SITI AMINAH, JOKO/],
  ['roster.csv', /accepted: 7/, /conflicts_opened: 3/],
  ['/v1/keys/$LEFT', /^20\d\d-/, /'Petugas lama'/, /'Walidata 1', '\w+', 'steward'/],
  ['/v1/conflicts/counts', /total: 3/, /'SULASTRI'/, /'SUNARTI'/, /'SUPRIYADI'/],
  ['conflict.json', /'nama sama'/, /verdict: 'same',.*?persons_before: 2,\s+persons_after: 1/s],
  ['preview=true', /effect: 'merged'/, /payments: 2/],
  ['/reversal', /effect: 'split'/, /\[ \[ 'reversed', false \], \[ 'same', false \] \]/],
  ['/v1/conflicts/resolutions', /^\[ \[ 200, null \], \[ 200, null \] \]\n20\d\d-\S+Z\n1\n$/],
  ['Akta kelahiran', /field: 'birth_date', before: '1998-07-12', after: '1998-12-07'/],
  ['/v1/explanations', /grade: 'certain'/, /'same NIK'/, /the equal NIK holds the date already/, /until: null/],
  ['/v1/audit', /'conflict.read', 'Pemeriksaan penerima ganda'/, /'Salah melihat berkas.'/, /\ntrue\ntrue\n$/],
]

/** The calls that the first hours must show. */
const SHOWN = `
  POST /v1/agencies, POST /v1/sources, POST /v1/keys, GET /v1/keys, DELETE /v1/keys/:id,
  POST /v1/sources/:code/batches, GET /v1/batches/:id, GET /v1/batches/:id/rejections, PUT /v1/sources/:code/records/:key,
  POST /v1/match, POST /v1/persons/search, GET /v1/persons/:id, GET /v1/households/:id, GET /v1/exports/links,
  GET /v1/statistics, GET /v1/conflicts, GET /v1/conflicts/counts, GET /v1/conflicts/:id, POST /v1/conflicts/:id/resolution,
  POST /v1/conflicts/resolutions, POST /v1/conflicts/:id/deferral, POST /v1/judgements, GET /v1/judgements,
  POST /v1/judgements/:id/reversal, GET /v1/persons/:id/explanation, POST /v1/explanations, GET /v1/audit,
  GET /v1/audit/verification`

interface Match {
  readonly grade: string
  readonly weight: number
  readonly probability: number
  readonly evidence: readonly { readonly comparison: string; readonly words: object }[]
}

const DIGITS = 5

/** The best candidate of an answer, its numbers rounded as the README shows them. */
function bestMatch(json: string): Match | undefined {
  const { candidates } = JSON.parse(json, (_name, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value,
  ) as { candidates: readonly Match[] }
  return candidates[0]
}

const INFO = 30

interface LogLine {
  readonly level: number
  readonly msg: string
  readonly port?: number
  readonly method?: string
  readonly route?: string
  readonly status?: number
}

function logged({ lines }: ServiceProcess, event: string): LogLine[] {
  return lines.map((line) => JSON.parse(line) as LogLine).filter(({ msg }) => msg === event)
}

/** The metrics that the operator's page names. */
function namedMetrics(): string[] {
  const [, named = ''] = pageSection('docs/operator.md', 'Health, metrics, logs').split('\n- `GET /metrics`')
  return [...(named.split('\n- ')[0] ?? '').matchAll(/`(padan_\w+)`/g)].map(([, name = '']) => name)
}

interface Started {
  readonly service: ServiceProcess
  readonly address: string
}

/** Starts the service as the integrator's page does, except for the port and the folder. */
async function startAsDescribed(t: Test, folder: string): Promise<Started> {
  const service = startService(t, { PADAN_DATA_DIR: join(folder, 'data'), PADAN_ADMIN_KEY: adminKey })
  await service.logged('service.started')
  return { service, address: `http://127.0.0.1:${logged(service, 'service.listening')[0]?.port ?? 0}` }
}

/** The README's answer is shortened: what it shows must be in the real one. */
function checkShownMatch(t: Test, answered: string): void {
  const match = bestMatch(answered)
  const { evidence = [], ...shown } = bestMatch(shownMatch) ?? {}
  t.match(match, { ...shown, person_id: /^[0-9a-f-]{36}$/ }, 'the match that the README shows')
  for (const shownPart of evidence) {
    const part = match?.evidence.find(({ comparison }) => comparison === shownPart.comparison)
    t.match(part, shownPart, `the evidence of ${shownPart.comparison}`)
  }
}

async function end(t: Test, { service }: Started): Promise<void> {
  service.kill('SIGTERM')
  t.equal((await service.ended).code, 0)
}

/** Archives the data folder, removes it and puts it back, by the commands of the operator's page. */
async function backUpAndRestore(t: Test, folder: string): Promise<void> {
  const [archive = '', extract = ''] = blocksToRun('backup').map(({ text }) => text)
  const { code, errors } = await runSession([archive, 'mv data old', extract, 'rm -r old'], folder)
  t.equal(code, 0, errors)
}

const missing = missingProgram()
const skip = missing === undefined ? false : `${missing} is not on this machine`

test('every command of the first hours works as the pages describe', { skip }, async (t) => {
  const { path, remove } = await temporaryFolder()
  t.teardown(remove)
  const started = await startAsDescribed(t, path)
  const { service, address } = started
  const folder = await readersFolder(t)
  await writeFile(join(folder, 'padan.mts'), program)
  t.ok(commands[0]?.includes(ADDRESS), 'the first command names the address')
  const adapted = commands.map((command) => command.replaceAll(ADDRESS, address))
  const { code, outputs, errors } = await runSession(adapted, folder)
  t.equal(code, 0, `the command that failed: ${commands[outputs.length - 1] ?? ''}\n${outputs.at(-1) ?? ''}\n${errors}`)
  for (const [words, ...patterns] of WRITTEN) {
    const at = commands.findIndex((command) => command.includes(words))
    t.ok(at >= 0, `there is a command with ${words}`)
    for (const pattern of patterns) t.match(outputs[at], pattern, words)
  }
  const matched = outputs[commands.findIndex((command) => command.includes('http') && command.includes('/v1/match'))]
  checkShownMatch(t, matched ?? '')
  const links = (await readFile(join(folder, 'links.ndjson'), 'utf8')).trim().split('\n')
  t.equal(links.length, 3, 'a link for each record that was sent')

  const requests = logged(service, 'request.served')
  t.same(requests.filter(({ status = 0 }) => status >= 400), [], 'no call is refused') // prettier-ignore
  const shown = new Set(requests.map(({ method, route }) => `${method ?? ''} ${route ?? ''}`))
  for (const call of SHOWN.trim().split(/,\s+/)) t.ok(shown.has(call), call)
  const metrics = await fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${adminKey}` } })
  const shownMetrics = await metrics.text()
  for (const name of namedMetrics()) t.match(shownMetrics, `# TYPE ${name} `, name)
  await end(t, started)
  const troubles = service.lines.map((line) => JSON.parse(line) as LogLine).filter(({ level }) => level > INFO)
  t.same(troubles, [], 'the log has no warning')

  await backUpAndRestore(t, path)
  const restored = await startAsDescribed(t, path)
  const sources = await fetch(`${restored.address}/v1/sources`, { headers: { authorization: `Bearer ${adminKey}` } })
  t.match(await sources.json(), { items: [{}, {}, {}] }, 'the restored database has the three sources')
  await end(t, restored)
})
