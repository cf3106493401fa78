import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { packageRoot } from '../src/reference/built-in-model.js'
import { PAGES } from './support/readme/pages.js'

const root = packageRoot()
const GLOSSARY = 'docs/glossary.md'

/** Names of the contract that contain a second word: they stay as they are for those who call the service. */
const CONTRACT = [
  'value_disagreement',
  'household_disagreement',
  'nik_disagreement',
  'padan_delivered_bytes_total',
  'DELIVERY_NOT_APPLIED',
]

/** `HouseholdKey.disagreement` is stored as JSON with each person: another name would need every stored person rewritten. */
const STORED_FIELDS = ['disagreement?:', 'disagreement:']

/** Tests that name a second word because they quote it from elsewhere. */
const QUOTED_IN_TESTS = new Set([
  'test/glossary.test.ts', // the words that this test refuses
])

interface SecondWord {
  readonly word: string
  /** The word of the glossary to write instead. */
  readonly instead: string
}

/** The words in code marks of the column "not". */
function secondWords(): SecondWord[] {
  const rows = readFileSync(join(root, GLOSSARY), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  return rows.flatMap((cells) =>
    [...(cells[4] ?? '').matchAll(/`(\w+)`/g)].map(([, word = '']) => ({ word, instead: cells[1] ?? '' })),
  )
}

const refused = new Map(secondWords().map(({ word, instead }) => [word, instead]))

function codeFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`)
}

/** The words of a line in lower case; an identifier such as `newBatch` is several words. */
function wordsOf(line: string): string[] {
  const text = [...CONTRACT, ...STORED_FIELDS].reduce((rest, name) => rest.replaceAll(name, ''), line)
  const parted = text.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
  return [...parted.matchAll(/[A-Za-z]+/g)].map(([word]) => word.toLowerCase())
}

/** `FILE:LINE word, not second word` for each second word in a file. */
function findingsIn(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  // The glossary names the words that it refuses.
  const checked = file === GLOSSARY ? text.replaceAll(/`\w+`/g, '') : text
  return checked.split('\n').flatMap((line, at) =>
    wordsOf(line)
      .filter((word) => refused.has(word))
      .map((word) => `${file}:${at + 1} ${refused.get(word) ?? ''}, not ${word}`),
  )
}

test('the glossary names second words to refuse', (t) => {
  for (const [word, instead] of [
    ['delivery', 'batch'],
    ['layouts', 'profile'],
    ['deed', 'transaction'],
  ] as const)
    t.equal(refused.get(word), instead)
  t.same(wordsOf('const newDelivery = ALL_LAYOUTS // value_disagreement, NIKDeed'), [
    'const',
    'new',
    'delivery',
    'all',
    'layouts',
    'nik',
    'deed',
  ])
  t.end()
})

test('no page uses a second word for an idea of the glossary', (t) => {
  t.same(PAGES.flatMap(findingsIn), [])
  t.end()
})

test('no source file and no text of the API uses a second word for an idea of the glossary', (t) => {
  const files = [...codeFiles('src'), 'openapi/openapi.json']
  t.same(files.flatMap(findingsIn), [])
  t.end()
})

test('no test uses a second word for an idea of the glossary', (t) => {
  t.same(
    codeFiles('test')
      .filter((file) => !QUOTED_IN_TESTS.has(file))
      .flatMap(findingsIn),
    [],
  )
  t.end()
})
