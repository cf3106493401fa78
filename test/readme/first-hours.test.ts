import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type Test } from 'tap'
import { packageRoot } from '../../src/reference/built-in-model.js'
import { type ServiceProcess, startService } from '../support/processes/service-process.js'
import { temporaryFolder } from '../support/storage/temporary-folder.js'
import { codeBlocks, readmeSection } from '../support/readme/code-blocks.js'
import { missingProgram, readersFolder, runSession } from '../support/readme/shell-session.js'

const ADDRESS = 'http://127.0.0.1:3000'
const blocks = ['First hour as an integrator', 'First hour as an admin'].flatMap((heading) =>
  codeBlocks(readmeSection(heading)),
)
const start = blocks.find(({ text }) => text.includes('npm start'))?.text ?? ''
const adminKey = /PADAN_ADMIN_KEY=(\S+)/.exec(start)?.[1] ?? ''
const commands = blocks.filter(({ language, text }) => language === 'sh' && text !== start).map(({ text }) => text)
const program = blocks.find(({ language }) => language === 'ts')?.text ?? ''

/** By words of a command, what it must have written. */
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
  ['/persons/search', /name: 'JOKO SUSILO',\s+nik: '\*{12}0002'/, /value: 'SITI AMINAH'/, /size: 2,/, /overlap: \[/],
  ['padan.mjs', /completed: 2 of 4 rows, 2 rejected/, /^certain \(0\.9/m, /JOKO SUSILO lives with SITI AMINAH, JOKO/],
  ['roster.csv', /accepted: 7/, /conflicts_opened: 3/],
  ['/v1/keys/$LEFT', /^20\d\d-/, /'Petugas lama'/, /'Walidata 1', '\w+', 'steward'/],
  ['/v1/conflicts/counts', /total: 3/, /'SULASTRI'/, /'SUNARTI'/, /'SUPRIYADI'/],
  ['conflict.json', /'nama sama'/, /verdict: 'same',.*?persons_before: 2,\s+persons_after: 1/s],
  ['preview=true', /effect: 'merged'/, /payments: 2/],
  ['/reversal', /effect: 'split'/, /\[ \[ 'reversed', false \], \[ 'same', false \] \]/],
  ['/v1/conflicts/resolutions', /^\[ \[ 200, null \], \[ 200, null \] \]\n20\d\d-\S+Z\n1\n$/],
  ['Akta kelahiran', /field: 'birth_date', before: '1998-07-12', after: '1998-12-07'/],
  ['/v1/explanations', /grade: 'certain'/, /'same NIK'/, /'day and month of birth swapped'/, /until: null/],
  ['/v1/audit', /'conflict.read', 'Pemeriksaan penerima ganda'/, /'Salah melihat berkas.'/, /\ntrue\ntrue\n$/],
]

/** What a first hour must show of the service. */
const SHOWN = `
  POST /v1/agencies, POST /v1/sources, POST /v1/keys, GET /v1/keys, DELETE /v1/keys/:id,
  POST /v1/sources/:code/batches, GET /v1/batches/:id, GET /v1/batches/:id/rejections, PUT /v1/sources/:code/records/:key,
  POST /v1/match, POST /v1/persons/search, GET /v1/persons/:id, GET /v1/households/:id, GET /v1/exports/links,
  GET /v1/statistics, GET /v1/conflicts, GET /v1/conflicts/counts, GET /v1/conflicts/:id, POST /v1/conflicts/:id/resolution,
  POST /v1/conflicts/resolutions, POST /v1/conflicts/:id/deferral, POST /v1/judgements, GET /v1/judgements,
  POST /v1/judgements/:id/reversal, GET /v1/persons/:id/explanation, POST /v1/explanations, GET /v1/audit,
  GET /v1/audit/verification`

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

/** The figures that the README tells to watch. */
function namedFigures(): string[] {
  const [, told = ''] = readmeSection('Operations').split('\n- `GET /metrics`')
  return [...(told.split('\n- ')[0] ?? '').matchAll(/`(padan_\w+)`/g)].map(([, name = '']) => name)
}

/** Starts the service as the README's command does, but for the port and the folder. */
async function startAsTold(t: Test): Promise<{ service: ServiceProcess; address: string }> {
  const { path, remove } = await temporaryFolder()
  t.teardown(remove)
  const service = startService(t, { PADAN_DATA_DIR: path, PADAN_ADMIN_KEY: adminKey })
  await service.logged('service.started')
  return { service, address: `http://127.0.0.1:${logged(service, 'service.listening')[0]?.port ?? 0}` }
}

const missing = missingProgram()
const skip = missing === undefined ? false : `${missing} is not on this machine`

test('the first hours of an integrator and of an admin run as the README states', { skip }, async (t) => {
  const { service, address } = await startAsTold(t)
  const folder = await readersFolder(t)
  await writeFile(join(folder, 'padan.mts'), program)
  t.ok(commands[0]?.includes(ADDRESS), 'the address is told once, at the beginning')
  const told = commands.map((command) => command.replaceAll(ADDRESS, address))
  const { code, outputs, errors } = await runSession(told, folder)
  t.equal(code, 0, `the command that failed: ${commands[outputs.length - 1] ?? ''}\n${outputs.at(-1) ?? ''}\n${errors}`)
  for (const [words, ...patterns] of WRITTEN) {
    const at = commands.findIndex((command) => command.includes(words))
    t.ok(at >= 0, `there is a command with ${words}`)
    for (const pattern of patterns) t.match(outputs[at], pattern, words)
  }
  const links = (await readFile(join(folder, 'links.ndjson'), 'utf8')).trim().split('\n')
  t.equal(links.length, 3, 'a link for each record that was sent')

  const requests = logged(service, 'request.served')
  t.same(requests.filter(({ status = 0 }) => status >= 400), [], 'no call is declined') // prettier-ignore
  const shown = new Set(requests.map(({ method, route }) => `${method ?? ''} ${route ?? ''}`))
  for (const call of SHOWN.trim().split(/,\s+/)) t.ok(shown.has(call), call)
  const figures = await fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${adminKey}` } })
  const shownFigures = await figures.text()
  for (const name of namedFigures()) t.match(shownFigures, `# TYPE ${name} `, name)
  service.kill('SIGTERM')
  t.equal((await service.ended).code, 0)
  const troubles = service.lines.map((line) => JSON.parse(line) as LogLine).filter(({ level }) => level > INFO)
  t.same(troubles, [], 'nothing is logged as trouble')
})

test('the npm commands that the README names exist', async (t) => {
  const readme = await readFile(join(packageRoot(), 'README.md'), 'utf8')
  const { scripts } = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8')) as { scripts: object }
  const named = [...readme.matchAll(/\bnpm (?:run (?:--silent )?([a-z:]+)|(start|test)\b)/g)].map(
    ([, run, plain]) => run ?? plain ?? '',
  )
  t.ok(named.length > 5)
  for (const name of new Set(named)) t.ok(name in scripts, `npm run ${name}`)
})
