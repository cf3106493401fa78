import fc from 'fast-check'
import { test } from 'tap'
import {
  blockIndex,
  ruleKeys,
  visitCandidates,
  type BlockIndex,
} from '../../../../src/domain/linkage/blocking/block.js'
import { TermFeaturesBuilder, type TermFeatures } from '../../../../src/domain/linkage/features/term-features.js'
import type { FeatureTable } from '../../../../src/domain/linkage/features/table.js'
import type { BlockRule, Field } from '../../../../src/domain/linkage/model/model.js'
import { BUILT_IN, flatRecords, tableOf } from '../../../support/domain/built-in-table.js'

/** A record of three columns: words of a text, tags, and a city. */
interface Row {
  readonly words: readonly string[]
  readonly tags?: readonly string[]
  readonly city: string
}

const FIELDS: readonly Field[] = [
  { name: 'words', type: 'text', columns: ['words'] },
  { name: 'tags', type: 'text', columns: ['tags'] },
  { name: 'city', type: 'category', columns: ['city'] },
]

const RULES: readonly BlockRule[] = [
  { name: 'word in a city', atoms: ['words.each', 'city.value'] },
  { name: 'all words', atoms: ['words.all'] },
  { name: 'city', atoms: ['city.value'] },
  { name: 'two words', atoms: ['words.rare', 'words.each'] },
  { name: 'word with a tag', atoms: ['tags.rare', 'words.each'] },
  { name: 'word', atoms: ['words.each'] },
]

/** The definition of each atom, on strings. Rarities are all alike here, so the first two words are the rarest. */
const MEANING: Readonly<Record<string, (row: Row) => readonly string[]>> = {
  'words.each': ({ words }) => words,
  'tags.rare': ({ tags = [] }) => tags,
  'words.rare': ({ words }) => words.slice(0, 2),
  'words.all': ({ words }) => (words.length === 0 ? [] : [words.toSorted().join(' ')]),
  'city.value': ({ city }) => (city === '' ? [] : [city]),
}

const word = fc.constantFrom('merah', 'putih', 'biru', 'hijau', 'kuning', 'ungu')
const row = fc.record({
  words: fc.array(word, { maxLength: 4 }),
  tags: fc.array(fc.constantFrom('padi', 'karet', 'sawit'), { maxLength: 2 }),
  city: fc.constantFrom('', 'sekayu', 'palembang'),
})
const rows = fc.array(row, { maxLength: 14 })
const rules = fc.uniqueArray(fc.constantFrom(...RULES), { minLength: 1, selector: ({ name }) => name })

function tableOfRows(records: readonly Row[]): FeatureTable {
  return tableOf(
    records.map(({ words, tags = [], city }) => ({ words: words.join(' '), tags: tags.join(' '), city })),
    FIELDS,
  )
}

function plainTerms(table: FeatureTable): TermFeatures {
  return new TermFeaturesBuilder({ termFrequencies: [], keyOf: (text) => text }).features(table)
}

function indexOfRows(records: readonly Row[], chosen: readonly BlockRule[]): BlockIndex {
  const table = tableOfRows(records)
  return blockIndex(table, chosen, plainTerms(table))
}

/** The candidate pairs in their order, one text a pair. */
function candidates(index: BlockIndex, from = 0, to = index.size): string[] {
  const pairs: string[] = []
  visitCandidates(index, from, to, (j, i) => pairs.push(`${j} ${i}`))
  return pairs
}

/** The slow and obvious way: every pair, every rule, and for every atom a value in common. */
function bruteForce(records: readonly Row[], chosen: readonly BlockRule[]): string[] {
  const meet = (a: Row, b: Row, rule: BlockRule): boolean =>
    rule.atoms.every((atom) => MEANING[atom]?.(a).some((value) => MEANING[atom]?.(b).includes(value)))
  return records.flatMap((a, i) =>
    records.slice(0, i).flatMap((b, j) => (chosen.some((rule) => meet(a, b, rule)) ? [`${j} ${i}`] : [])),
  )
}

test('candidates are the pairs that share a key, each once, in any order of the rules', async () => {
  fc.assert(
    fc.property(rows, rules, (records, chosen) => {
      const found = candidates(indexOfRows(records, chosen)).sort()
      return found.join() === bruteForce(records, chosen).sort().join()
    }),
    { numRuns: 1500 },
  )
})

test('any split of the rows yields the candidates of the whole', async () => {
  fc.assert(
    fc.property(rows, rules, fc.array(fc.nat(14), { maxLength: 4 }), (records, chosen, cuts) => {
      const index = indexOfRows(records, chosen)
      const bounds = [0, ...cuts.filter((cut) => cut < records.length).sort((a, b) => a - b), records.length]
      const parts = bounds.slice(1).flatMap((to, at) => candidates(index, bounds[at], to))
      return parts.join() === candidates(index).join()
    }),
    { numRuns: 500 },
  )
})

test('the order of the rows does not change the candidates', async () => {
  fc.assert(
    fc.property(rows, rules, fc.nat(), (records, chosen, turn) => {
      const shift = records.length === 0 ? 0 : turn % records.length
      const turned = [...records.slice(shift), ...records.slice(0, shift)]
      const back = candidates(indexOfRows(turned, chosen)).map((pair) =>
        pair
          .split(' ')
          .map((place) => (Number(place) + shift) % records.length)
          .sort((a, b) => a - b)
          .join(' '),
      )
      return back.sort().join() === candidates(indexOfRows(records, chosen)).sort().join()
    }),
    { numRuns: 500 },
  )
})

const CITY: BlockRule = { name: 'city', atoms: ['city.value'] }
const WORD: BlockRule = { name: 'word', atoms: ['words.each'] }
const CROWD: readonly Row[] = [
  { words: ['merah'], city: 'sekayu' },
  { words: ['putih'], city: 'sekayu' },
  { words: ['merah'], city: 'palembang' },
  { words: ['hijau'], city: 'palembang' },
]

test('a stop key of a rule yields no candidates of that rule, but can of another', async (t) => {
  const table = tableOfRows(CROWD)
  const terms = plainTerms(table)
  const sekayu = ruleKeys(table, CITY, terms, new Set()).keys[0] ?? 0
  const merah = ruleKeys(table, WORD, terms, new Set()).keys[0] ?? 0
  const stopped = (stopKeys: Parameters<typeof blockIndex>[3]): string[] =>
    candidates(blockIndex(table, [CITY, WORD], terms, stopKeys)).sort()
  t.same(stopped([]), ['0 1', '0 2', '2 3'])
  t.same(stopped([{ rule: 'city', key: sekayu }]), ['0 2', '2 3'])
  t.same(stopped([{ rule: 'word', key: merah }]), ['0 1', '2 3'])
  t.same(stopped([{ rule: 'word', key: sekayu }]), ['0 1', '0 2', '2 3'], 'a stop key belongs to its rule alone')
  t.same(
    stopped([
      { rule: 'city', key: sekayu },
      { rule: 'word', key: merah },
    ]),
    ['2 3'],
  )
})

test('a repeated key of a record is kept once, and a missing value has no key', async (t) => {
  const table = tableOfRows([
    { words: ['merah', 'merah', 'putih'], city: '' },
    { words: [], city: 'sekayu' },
  ])
  const terms = plainTerms(table)
  const { slots, keys } = ruleKeys(table, WORD, terms, new Set())
  t.equal(slots, 4)
  t.same([...keys].map(Boolean), [true, false, true, false, false, false, false, false])
  t.ok(
    ruleKeys(table, { name: 'both', atoms: ['words.each', 'city'] }, terms, new Set()).keys.every((key) => key === 0),
  )
})

test('the built-in rules compare each pair of generated records once, in any split of rows into threads', async (t) => {
  const table = tableOf(flatRecords({ seed: 62, records: 3000, dirt: 2 }))
  const terms = plainTerms(table)
  const index = blockIndex(table, BUILT_IN.blocking, terms, BUILT_IN.stopKeys)
  const whole = candidates(index)
  t.ok(whole.length > 3000)
  t.equal(new Set(whole).size, whole.length)
  t.ok(whole.every((pair) => Number(pair.split(' ')[0]) < Number(pair.split(' ')[1])))
  t.same(
    [...candidates(index, 2000, 3000), ...candidates(index, 0, 700), ...candidates(index, 700, 2000)].sort(),
    whole.sort(),
  )
})
