import { gzipSync } from 'node:zlib'
import { test } from 'tap'
import { runEvaluate } from '../../support/evaluation/run-evaluate.js'

const MAPPING = { record_id: 'id', fields: { surname: { type: 'name', column: 'surname' } } }

const FILES = {
  'records.csv': 'id,surname\n1,hartmann\n2,weiss\n',
  'truth.csv': 'record_id,person_id\n1,a\n2,b\n',
  'mapping.json': JSON.stringify(MAPPING),
  'empty.csv': '',
  'no-id.csv': 'number,surname\n1,hartmann\n',
  'header-twice.csv': 'id,surname,surname\n1,hartmann,weiss\n',
  'too-many-fields.csv': 'id,surname\n1,hartmann,lena\n2,weiss\n',
  'too-few-fields.csv': 'id,surname\n1,hartmann\n2\n',
  'too-few-fields-at-the-end.csv': 'id,surname\n1,hartmann\n2',
  'open-quote.csv': 'id,surname\n1,"hartmann\n2,weiss\n',
  'open-quote-in-header.csv': '"id,surname\n1,hartmann\n',
  'text-after-quote.csv': 'id,surname\n1,"hart"mann\n2,weiss\n',
  'id-twice.csv': 'id,surname\n1,hartmann\n1,weiss\n',
  'id-twice-at-the-end.csv': 'id,surname\n1,hartmann\n1,weiss',
  'blank-id.csv': 'id,surname\n1,hartmann\n,weiss\n',
  'binary.csv': gzipSync('id,surname\n1,hartmann\n'),
  'zeros.csv': Buffer.from([0, 1, 10, 0, 34, 10, 13, 2, 255]),
  'truth-of-one.csv': 'record_id,person_id\n1,a\n',
  'truth-without-person.csv': 'record_id,person\n1,a\n2,b\n',
  'not-json.json': '{"record_id": "id", "fields": ',
  'no-document.json': 'id\n1\n',
  'unknown-type.json': JSON.stringify({ ...MAPPING, fields: { surname: { type: 'colour', column: 'surname' } } }),
  'no-fields.json': JSON.stringify({ ...MAPPING, fields: {} }),
  'two-columns.json': JSON.stringify({
    ...MAPPING,
    fields: { surname: { type: 'name', column: 'surname', columns: ['id'] } },
  }),
  folder: { 'file.csv': '' },
}

const GOOD = ['--records', 'records.csv', '--truth', 'truth.csv', '--mapping', 'mapping.json']

/** The good command with another value of one option. */
function withOption(name: string, value: string): string[] {
  const at = GOOD.indexOf(name)
  return at < 0 ? [...GOOD, name, value] : GOOD.with(at + 1, value)
}

/** What is wrong, what the sentence must say, and the arguments. */
const MISTAKES: readonly (readonly [what: string, says: RegExp, args: readonly string[]])[] = [
  ['missing records', /nowhere\.csv does not exist/, withOption('--records', 'nowhere.csv')],
  ['missing truth', /nowhere\.csv does not exist/, withOption('--truth', 'nowhere.csv')],
  ['missing kinds', /nowhere\.csv does not exist/, [...GOOD, '--kinds', 'nowhere.csv']],
  ['kinds without their column', /column kinds/, [...GOOD, '--kinds', 'truth.csv']],
  ['missing mapping', /nowhere\.json/, withOption('--mapping', 'nowhere.json')],
  ['missing model', /nowhere\.json/, withOption('--model', 'nowhere.json')],
  ['missing column', /column id\b/, withOption('--records', 'no-id.csv')],
  ['columns of the built-in model missing', /nik/, ['--records', 'records.csv', '--truth', 'truth.csv']],
  ['duplicate header', /column surname twice/, withOption('--records', 'header-twice.csv')],
  ['a row too long', /3 fields in row 2/, withOption('--records', 'too-many-fields.csv')],
  ['a row too short', /1 fields in row 3/, withOption('--records', 'too-few-fields.csv')],
  ['a last row too short', /1 fields in row 3/, withOption('--records', 'too-few-fields-at-the-end.csv')],
  ['unclosed quote', /Quoted field unterminated \(row 2\)/, withOption('--records', 'open-quote.csv')],
  ['unclosed quote in the header', /Quoted field unterminated/, withOption('--records', 'open-quote-in-header.csv')],
  ['text after a quote', /quote/i, withOption('--records', 'text-after-quote.csv')],
  ['duplicate record id', /id 1 twice/, withOption('--records', 'id-twice.csv')],
  ['duplicate record id in the last row', /id 1 twice/, withOption('--records', 'id-twice-at-the-end.csv')],
  ['duplicate record id across files', /id 1 twice/, [...GOOD, '--records', 'records.csv']],
  ['blank record id', /without a id/, withOption('--records', 'blank-id.csv')],
  ['empty records', /empty\.csv is empty/, withOption('--records', 'empty.csv')],
  ['empty truth', /empty\.csv is empty/, withOption('--truth', 'empty.csv')],
  ['a folder for the records', /folder cannot be read/, withOption('--records', 'folder')],
  ['a folder for the mapping', /folder cannot be read/, withOption('--mapping', 'folder')],
  ['a binary file', /binary\.csv/, withOption('--records', 'binary.csv')],
  ['a file of zeros', /zeros\.csv/, withOption('--records', 'zeros.csv')],
  ['a truth that lacks a record', /no person for the record 2/, withOption('--truth', 'truth-of-one.csv')],
  ['a truth without its column', /column person_id/, withOption('--truth', 'truth-without-person.csv')],
  ['bad JSON', /not-json\.json is not valid/, withOption('--mapping', 'not-json.json')],
  ['no JSON at all', /no-document\.json is not valid/, withOption('--mapping', 'no-document.json')],
  ['unknown field type', /fields\.surname\.type/, withOption('--mapping', 'unknown-type.json')],
  ['no fields', /at least one field/, withOption('--mapping', 'no-fields.json')],
  ['a column and columns', /either one column or several/, withOption('--mapping', 'two-columns.json')],
  ['a mapping for a model', /mapping\.json is not valid/, withOption('--model', 'mapping.json')],
  ['unknown option', /--speed/, [...GOOD, '--speed', 'high']],
  ['a stray word', /extra/, [...GOOD, 'extra']],
  ['an option without its value', /--links/, [...GOOD, '--links']],
  ['an option twice', /--truth is given twice/, [...GOOD, '--truth', 'truth.csv']],
  ['no truth', /--truth is missing/, GOOD.filter((word) => !word.includes('truth'))],
  ['no records', /--records is missing/, GOOD.filter((word) => !word.includes('records'))],
  ['no threads', /--threads/, [...GOOD, '--threads', '0']],
  ['links into a folder', /folder cannot be written/, [...GOOD, '--links', 'folder']],
  ['a model saved nowhere', /cannot be written/, [...GOOD, '--save-model', 'nowhere/model.json']],
]

const AT_ONCE = 4

test('each mistake is reported in one line on stderr, with nothing on stdout, no stack trace and exit code 2', async (t) => {
  const folder = t.testdir(FILES)
  t.equal((await runEvaluate(folder, GOOD)).code, 0, 'the command without a mistake')
  const waiting = [...MISTAKES]
  const check = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [what, says, args] = next
      const { code, stdout, stderr } = await runEvaluate(folder, args)
      t.equal(code, 2, what)
      t.equal(stdout, '', what)
      t.match(stderr, says, what)
      t.match(stderr, /^[^\n]+\n$/, `${what}: one line`)
      t.notMatch(stderr, /\bat .*:\d+:\d+|node:internal/, `${what}: no stack trace`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, check))
})
