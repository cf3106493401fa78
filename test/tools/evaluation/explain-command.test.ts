import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'tap'
import { withoutTap } from '../../support/processes/without-tap.js'

const PROGRAM = join(import.meta.dirname, '../../../src/explain.js')
const COLUMNS = 'record_id,nik,kk,name,dob,sex,birthplace,mother_name,address,rt,rw,village_code,phone,shdk'

const ADDRESS = 'LORONG MAWAR,004,002,16.71.02.1004,'
const HASAN = '1671021709080001,1671020304150007,HASAN BASRI,2008-09-17,L,PALEMBANG,MARYAMAH'
const HUSIN = '1671021709080002,1671020304150007,HUSIN BASRI,2008-09-17,L,PALEMBANG,MARYAMAH'

const MAPPING = {
  record_id: 'id',
  fields: { surname: { type: 'name', column: 'surname' }, city: { type: 'text', column: 'city' } },
}

const FILES = {
  'dtks.csv': `${COLUMNS}\n1,${HASAN},${ADDRESS},ANAK\n2,${HUSIN},${ADDRESS},ANAK\n`,
  'bansos.csv': `${COLUMNS}\n3,${HASAN},${ADDRESS},ANAK\n4,,,WAYAN,1950-01-02,P,,,,,,,,\n`,
  'open-quote.csv': `${COLUMNS}\n1,"${HASAN},${ADDRESS},ANAK\n`,
  'mapping.json': JSON.stringify(MAPPING),
  'towns.csv': 'id,surname,city\n1,hartmann,ulm\n2,hartmann,ulm\n3,weiss,\u001B[31mgera\n',
}

interface ExplainRun {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function runExplain(folder: string, args: readonly string[]): ExplainRun {
  return spawnSync(...withoutTap(process.execPath, PROGRAM, ...args), { cwd: folder, encoding: 'utf8' })
}

const LISTS = ['--records', 'dtks.csv', '--records', 'bansos.csv']

/** What is asked, the pair and options, and lines that the answer must have. */
const ANSWERED: readonly (readonly [what: string, args: readonly string[], lines: readonly RegExp[]])[] = [
  [
    'one person in two lists',
    ['--pair', '1,3'],
    [
      /^comparison +left +right +what was seen +bits +weight$/m,
      /^nik +1671021709080001 +1671021709080001 +same NIK /m,
      /^sum +\+\d+\.\d\d$/m,
      /^grade +certain /m,
      /^vetoes +none$/m,
    ],
  ],
  ['ids with spaces, from the other side', ['--pair', ' 3 , 1 '], [/^grade +certain /m]],
  [
    'twins in one list',
    ['--pair', '1,2'],
    [/^vetoes +.*list=same_family_in_list/m, /^name +HASAN BASRI +HUSIN BASRI /m],
  ],
  ['strangers', ['--pair', '1,4'], [/^grade +certainly_not /m, /^shared keys +none$/m]],
  [
    'in Indonesian',
    ['--pair', '1,3', '--lang', 'id'],
    [/^perbandingan +kiri +kanan /m, /^nik .* NIK sama /m, /^jumlah +\+\d+,\d\d$/m, /^larangan +tidak ada$/m],
  ],
]

test('explain prints the evidence of a pair and its outcome', async (t) => {
  const folder = t.testdir(FILES)
  for (const [what, args, lines] of ANSWERED) {
    const { status, stdout, stderr } = runExplain(folder, [...LISTS, ...args])
    t.strictSame([status, stderr], [0, ''], what)
    for (const line of lines) t.match(stdout, line, what)
  }
})

test('the bits shown add up to the sum shown, up to rounding', async (t) => {
  const { stdout } = runExplain(t.testdir(FILES), [...LISTS, '--pair', '1,2'])
  const [table = ''] = stdout.split('\n\n')
  const bits = table.split('\n').flatMap((line) => / {2}([+-]?\d+\.\d\d)(?: {2}|$)/.exec(line)?.[1] ?? [])
  const sum = Number(bits.at(-1))
  const total = bits.slice(0, -1).reduce((before, each) => before + Number(each), 0)
  t.ok(bits.length > 10, `${bits.length} lines have bits`)
  t.ok(Math.abs(total - sum) <= 0.005 * bits.length, `${total.toFixed(2)} and ${sum}`)
})

test('mapped records are explained by a model trained on them, and control characters of values are not printed', async (t) => {
  const args = ['--records', 'towns.csv', '--mapping', 'mapping.json', '--pair', '1,3']
  const { status, stdout } = runExplain(t.testdir(FILES), args)
  t.equal(status, 0)
  t.match(stdout, /^surname +hartmann +weiss /m)
  t.match(stdout, /^city +ulm + \[31mgera /m)
  t.notMatch(stdout, '\u001B')
})

/** What is wrong, what the sentence must say, and the arguments. */
const MISTAKES: readonly (readonly [what: string, says: RegExp, args: readonly string[]])[] = [
  ['no records', /^--records is missing; usage: explain /, ['--pair', '1,2']],
  ['no pair', /^--pair is missing; usage: explain /, LISTS],
  ['half a pair', /^--pair takes two ids/, [...LISTS, '--pair', '1']],
  ['three ids', /^--pair takes two ids/, [...LISTS, '--pair', '1,2,3']],
  ['one record twice', /^--pair names one record twice/, [...LISTS, '--pair', '1,1']],
  ['two pairs', /^--pair is given twice/, [...LISTS, '--pair', '1,2', '--pair', '1,3']],
  ['another language', /^--lang takes one of en, id;/, [...LISTS, '--pair', '1,2', '--lang', 'jv']],
  ['an unknown option', /--truth/, [...LISTS, '--pair', '1,2', '--truth', 'dtks.csv']],
  ['an id that no record has', /^no record has the id 9$/m, [...LISTS, '--pair', '1,9']],
  ['a file that is not there', /^nowhere\.csv does not exist/, ['--records', 'nowhere.csv', '--pair', '1,2']],
  ['a file that is no table', /open-quote\.csv .* \(row 2\)/, ['--records', 'open-quote.csv', '--pair', '1,2']],
  ['a model that is not there', /nowhere\.json/, [...LISTS, '--pair', '1,2', '--model', 'nowhere.json']],
]

test('each mistake is reported in one line on stderr, with exit code 2', async (t) => {
  const folder = t.testdir(FILES)
  for (const [what, says, args] of MISTAKES) {
    const { status, stdout, stderr } = runExplain(folder, args)
    t.strictSame([status, stdout], [2, ''], what)
    t.match(stderr, says, what)
    t.match(stderr, /^[^\n]+\n$/, `${what}: one line`)
  }
})
