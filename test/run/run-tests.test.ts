import { spawnSync } from 'node:child_process'
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test, type Test } from 'tap'
import { temporaryFolder } from '../support/storage/temporary-folder.js'
import { withoutTap } from '../support/processes/without-tap.js'

const PROGRAM = join(import.meta.dirname, 'run-tests.js')

/** Records its arguments, runs a given script, and exits with a given code. */
const FAKE_TAP = `#!/bin/sh
echo "tap $*" >> "$RUNS"
eval "$MEANWHILE"
exit "\${OUTCOME:-0}"
`

type Settings = Readonly<Record<string, string>>

/** A checkout of few files whose tests are such a stand-in for tap. */
class Checkout {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async write(path: string, text: string): Promise<void> {
    const file = join(this.#folder, 'checkout', path)
    await mkdir(dirname(file), { recursive: true })
    await appendFile(file, text)
  }

  async rename(from: string, to: string): Promise<void> {
    const folder = join(this.#folder, 'checkout')
    await rename(join(folder, from), join(folder, to))
  }

  /** Runs the tests and returns the result; `runs` has the arguments of each run of tap. */
  async run(args: readonly string[], settings: Settings = {}): Promise<{ code: number | null; runs: string[] }> {
    const runsFile = join(this.#folder, 'runs')
    await writeFile(runsFile, '')
    const PATH = `${join(this.#folder, 'bin')}:${process.env['PATH'] ?? ''}`
    const { status } = spawnSync(...withoutTap(process.execPath, PROGRAM, ...args), {
      cwd: join(this.#folder, 'checkout'),
      env: { PATH, RUNS: runsFile, ...settings },
    })
    return { code: status, runs: (await readFile(runsFile, 'utf8')).split('\n').slice(0, -1) }
  }
}

async function checkout(t: Test): Promise<Checkout> {
  const { path, remove } = await temporaryFolder()
  t.teardown(remove)
  await mkdir(join(path, 'bin'))
  await writeFile(join(path, 'bin', 'tap'), FAKE_TAP, { mode: 0o755 })
  const made = new Checkout(path)
  await made.write('dist-test/test/whole.test.js', "import 'pg'\n")
  await made.write('dist-test/test/unit.test.js', "import 'tap'\n")
  for (const file of ['src/main.ts', 'README.md', 'node_modules/.package-lock.json', '../shared/eval/dev/flat.csv'])
    await made.write(file, 'first\n')
  return made
}

const AGAIN = ['--unless-passed']
const QUICK = ['quick-first-half.js', 'quick-second-half.js'].map((file) => `dist-test/test/run/unit/${file}`)
const LENGTHY = ['lengthy-first-half.js', 'lengthy-second-half.js'].map((file) => `dist-test/test/run/unit/${file}`)
const RAN = { code: 0, runs: [`tap ${[...QUICK, ...LENGTHY].join(' ')} dist-test/test/whole.test.js`] }
const DID_NOT_RUN = { code: 0, runs: [] }

test('tests that passed run again on request, or when a file or setting changed', async (t) => {
  const tests = await checkout(t)
  t.same(await tests.run(AGAIN), RAN, 'nothing has passed yet')
  t.same(await tests.run(AGAIN), DID_NOT_RUN)
  t.same(await tests.run([]), RAN, 'npm test')
  for (const file of [
    'src/main.ts',
    'src/new.ts',
    'README.md',
    'node_modules/.package-lock.json',
    '../shared/eval/dev/flat.csv',
  ]) {
    await tests.write(file, 'second\n')
    t.same(await tests.run(AGAIN), RAN, file)
    t.same(await tests.run(AGAIN), DID_NOT_RUN, file)
  }
  for (const file of ['.git/HEAD', '.tap/test-results/a.tap', 'dist/main.js', 'dist-test/src/main.js']) {
    await tests.write(file, 'second\n')
    t.same(await tests.run(AGAIN), DID_NOT_RUN, file)
  }
  await tests.rename('src/new.ts', 'src/other.ts')
  t.same(await tests.run(AGAIN), RAN, 'another name')
  t.same(await tests.run(AGAIN, { DATABASE_URL: 'postgres://localhost/padan' }), RAN, 'another database')
  t.same(await tests.run(AGAIN), RAN, 'and back')
  t.same(await tests.run(AGAIN, { TAP_GREP: 'household' }), RAN, 'a choice of tests')
  t.same(await tests.run(AGAIN), RAN, 'and all of them')
})

for (const [what, args, settings, code] of [
  ['failed', [], { OUTCOME: '1' }, 1],
  ['was killed', [], { MEANWHILE: 'kill -9 $$' }, 1],
  ['was one of some tests', ['dist-test/test/a.test.js'], {}, 0],
  ['saw its files change', [], { MEANWHILE: 'echo second >> src/main.ts' }, 0],
] as const satisfies readonly (readonly [string, readonly string[], Settings, number])[]) {
  test(`a run that ${what} does not count as passed, and discards the earlier pass`, async (t) => {
    const tests = await checkout(t)
    t.same(await tests.run([]), RAN)
    t.same(await tests.run(args, settings), { code, runs: args.length === 0 ? RAN.runs : [`tap ${args.join(' ')}`] })
    t.same(await tests.run(AGAIN), RAN)
  })
}

test('the unit tests run alone', async (t) => {
  const tests = await checkout(t)
  t.same(await tests.run(['--unit']), { code: 0, runs: [`tap ${QUICK.join(' ')}`] })
  t.same(await tests.run(AGAIN), RAN, 'they do not count as all tests')
})
