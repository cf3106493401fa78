import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'tap'
import { withoutTap } from '../support/processes/without-tap.js'
import { readTestFiles, reachesOutside } from './unit-files.js'

const RUNNER = pathToFileURL(join(import.meta.dirname, 'run-unit-tests.js')).href

test('a unit test is one whose imports reach no database, process or network', async (t) => {
  const folder = t.testdir({
    'pure.test.js': "import './deep/pure.js'\n",
    'served.test.js': "import './deep/served.js'\n",
    deep: {
      'pure.js': "import 'zod'\n",
      'served.js': "import './pure.js'\nimport './pool.js'\n",
      'pool.js': "import 'pg'\n",
    },
  })
  t.same(readTestFiles(folder), { quick: ['pure.test.js'], lengthy: [], others: ['served.test.js'] })
})

test('files that import each other end the search', async (t) => {
  const imports = new Map([
    ['a.ts', ['b.ts']],
    ['b.ts', ['a.ts']],
  ])
  t.equal(reachesOutside(imports, 'a.ts'), false)
})

const PASSES = "import { test } from 'tap'\ntest('it holds', async (t) => { t.ok(true) })\n"
const FAILS = "import { test } from 'tap'\ntest('it does not hold', async (t) => { t.ok(false) })\n"

for (const [what, files, status, output] of [
  [
    'passes with its tests',
    { 'a.test.js': PASSES, 'b.test.js': PASSES },
    0,
    /# a\.test\.js[^]*# b\.test\.js[^]*\n1\.\.2/,
  ],
  [
    'fails with one of its tests',
    { 'a.test.js': FAILS, 'b.test.js': PASSES },
    1,
    /not ok 1 - it does not hold[^]*\nok 2/,
  ],
  ['fails with a file that throws', { 'a.test.js': 'throw 1\n', 'b.test.js': PASSES }, 1, /a\.test\.js cannot be run/],
] as const)
  test(`a run of unit tests in one process ${what}`, async (t) => {
    const folder = t.testdir(files)
    const script = `import { runUnitTests } from '${RUNNER}'; await runUnitTests({ folder: process.argv[1], kind: 'quick', part: 0, parts: 1 })`
    const run = spawnSync(...withoutTap(process.execPath, '--input-type=module', '-e', script, folder), {
      encoding: 'utf8',
    })
    t.equal(run.status, status, run.stderr)
    t.match(run.stdout, output)
  })
