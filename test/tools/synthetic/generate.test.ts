import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { withoutTap } from '../../support/processes/without-tap.js'

const PROGRAM = join(import.meta.dirname, '../../../src/generate.js')

function run(...args: readonly string[]) {
  return spawnSync(...withoutTap(process.execPath, PROGRAM, ...args), { encoding: 'utf8' })
}

test('generate writes the files and prints one line of counts', async (t) => {
  const directory = t.testdir()
  const { status, stdout } = run('--records', '200', '--seed', '7', '--out', directory, '--only', 'flat')
  t.equal(status, 0)
  const counts = JSON.parse(stdout) as Record<string, unknown>
  t.same(Object.keys(counts), ['records', 'persons', 'households', 'sources', 'seconds'])
  t.equal(counts.records, 200)
  t.ok(existsSync(join(directory, 'truth.csv')))
  t.notOk(existsSync(join(directory, 'dtks.csv')))
})

test('the field family has kinds.csv besides, a line for each record', async (t) => {
  const directory = t.testdir()
  const { status } = run('--records', '300', '--seed', '7', '--family', 'field', '--out', directory, '--only', 'flat')
  t.equal(status, 0)
  t.same(readdirSync(directory).sort(), ['flat.csv', 'kinds.csv', 'truth.csv'])
  const lines = readFileSync(join(directory, 'kinds.csv'), 'utf8').trimEnd().split('\n')
  t.equal(lines[0], 'record_id,kinds,traits,custom,sex')
  t.equal(lines.length, 301)
})

const REFUSED: readonly (readonly [string, readonly string[]])[] = [
  ['no size', ['--out', 'x']],
  ['two sizes', ['--records', '5', '--households', '5', '--out', 'x']],
  ['a seed twice', ['--records', '5', '--seed', '1', '--seed', '2', '--out', 'x']],
  ['a dash where a number belongs', ['--records', '5', '--seed', '-1', '--out', 'x']],
  ['an empty directory', ['--records', '5', '--out', '']],
  ['no directory', ['--records', '5']],
  ['a size that is no number', ['--records', 'many', '--out', 'x']],
  ['a size of nothing', ['--households', '0', '--out', 'x']],
  ['a negative seed', ['--records', '5', '--seed=-1', '--out', 'x']],
  ['dirt that is no number', ['--records', '5', '--dirt', 'very', '--out', 'x']],
  ['an unknown list', ['--records', '5', '--only', 'dtks', '--out', 'x']],
  ['an unknown type of name', ['--records', '5', '--names', 'roman', '--out', 'x']],
  ['an unknown family', ['--records', '5', '--family', 'royal', '--out', 'x']],
  ['types of names in the field', ['--records', '5', '--family', 'field', '--names', 'title', '--out', 'x']],
  ['an unknown option', ['--records', '5', '--size', '5', '--out', 'x']],
  ['a stray word', ['--records', '5', '--out', 'x', 'more']],
]

test('generate refuses invalid options in one sentence, with exit code 2', async (t) => {
  for (const [what, args] of REFUSED) {
    const { status, stderr, stdout } = run(...args)
    t.equal(status, 2, what)
    t.equal(stderr.trim().split('\n').length, 1, what)
    t.equal(stdout, '', what)
  }
})
