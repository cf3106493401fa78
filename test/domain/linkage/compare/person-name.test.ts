import fc from 'fast-check'
import { test } from 'tap'
import { PersonNameComparator } from '../../../../src/domain/linkage/compare/person-name.js'
import { Vocabulary } from '../../../../src/domain/linkage/features/vocabulary.js'
import type { TokenLists } from '../../../../src/domain/linkage/features/columns.js'
import { comparePlainNames } from '../../../support/plain/plain-person-name.js'
import { nearTokens } from '../../../support/domain/name-tokens.js'

const COMMON_BITS = 6
const RARE_BITS = 13.5

/** MUHAMMAD, SITI and NUR are common; every other token is rare. */
function bitsOf(token: string): number {
  return /^(?:MUHAMMAD|SITI|NUR)$/.test(token) ? COMMON_BITS : RARE_BITS
}

/** Words that say less beside another word that agrees too. */
function besideBitsOf(token: string): number {
  return /^(?:MUHAMMAD|SITI|NUR)$/.test(token) ? 1 : bitsOf(token)
}

interface NameAgreement {
  level: string
  chanceBits: number
}

interface Setting {
  readonly aliases?: readonly (readonly string[])[]
  /** Whether both persons live in one regency. */
  readonly inOneRegency?: boolean
}

function listsOf(names: readonly (readonly string[])[], vocabulary: Vocabulary): TokenLists {
  const tokens = Uint32Array.from(names.flat(), (token) => vocabulary.intern(token))
  return { tokens, offsets: Uint32Array.from([0, ...names.map((_, at) => names.slice(0, at + 1).flat().length)]) }
}

function compareIn({ aliases = [[], []], inOneRegency = false }: Setting, ...names: string[][]): NameAgreement {
  const vocabulary = new Vocabulary()
  const name = { type: 'tokens' as const, ...listsOf(names, vocabulary), aliases: listsOf(aliases, vocabulary) }
  const bits = Float32Array.from(vocabulary.texts(), bitsOf)
  const besideBits = Float32Array.from(vocabulary.texts(), besideBitsOf)
  const regency = Uint32Array.from([1, inOneRegency ? 1 : 2])
  const area = { type: 'area' as const, regency, district: regency, village: regency }
  const comparator = new PersonNameComparator({ name, area }, vocabulary, { bits, besideBits })
  const level = comparator.levels[comparator.compare(0, 1)] ?? ''
  return { level, chanceBits: comparator.chanceBits }
}

function compare(...names: string[][]): NameAgreement {
  return compareIn({}, ...names)
}

const LEVELS: Readonly<Record<string, string>> = {
  missing: '/BUDI',
  exact: 'BUDI SANTOSO/BUDI SANTOSO, SITI ABDULLAH ABDULLAH/SITI ABDULLAH ABDULLAH',
  variant: 'FAUZI RAHMAN/PAUZI ROHMAN, NURHAYATI/NUR HAYATI, ARDIANSYAH PUTRA/ARDIAN SYAHPUTRA',
  reordered: 'SARI DEWI/DEWI SARI',
  typo: 'SUPRIYANTO/SUPRIYABTO, ROHMAH YANI/ROHMHYANI',
  initial: 'SRI RAHAYU/S RAHAYU, WULANDARI/WULAN',
  missing_token: 'SITI AMINAH/AMINAH, NUR LAILA HAYATI/NUR HAYATI',
  missing_token_variant: 'SRI RAHMAWATI/RAHMAWTI',
  partial: 'SITI NURJANAH/SITI MARYAM, RINA MARLINA/RITA MARLINA',
  separated: 'EKO SAPUTRA/EKA SAPUTRA, KURNIAWAN/KURNIAWATI, DEWI FITRIANI/DEWI FITRIA',
  different: 'BUDI/SITI, PAIJO/TUKIYEM SARI, RINA/RITA',
}

for (const [level, pairs] of Object.entries(LEVELS)) {
  test(`person name: ${level}`, async (t) => {
    for (const pair of pairs.split(', ')) {
      const [a = [], b = []] = pair.split('/').map((name) => name.split(' ').filter(Boolean))
      t.equal(compare(a, b).level, level, pair)
      t.equal(compare(b, a).level, level, `${pair} the other way round`)
    }
  })
}

test('an agreement weighs by the rarity of its value', async (t) => {
  const chance = (a: string, b: string): number => compare(a.split(' '), b.split(' ')).chanceBits
  t.ok(chance('SITI', 'SITI') < chance('DJOEWARIAH', 'DJOEWARIAH'))
  t.ok(chance('RINA RAHAYU', 'R RAHAYU') < chance('RINA RAHAYU', 'RINA RAHAYU'))
  t.ok(chance('SITI AMINAH', 'AMINAH') < chance('AMINAH', 'AMINAH'))
  t.equal(chance('EKO', 'EKA'), -1, 'a contradiction has the chance of its level')
})

/** Two names of up to four tokens, some of them alike or near, cut or written together anywhere, in any order. */
const names = fc
  .tuple(fc.array(fc.tuple(nearTokens, fc.nat(7)), { minLength: 1, maxLength: 4 }), fc.nat(30), fc.boolean())
  .map(([tokens, cut, isTurned]): [string[], string[]] => {
    const a = tokens.flatMap(([[token], kind]) => (kind === 0 ? [] : [token]))
    const near = tokens.flatMap(([[, token], kind]) => (kind === 1 || token === '' ? [] : [token]))
    const text = near.join(cut % 3 === 0 ? '' : ' ')
    const b = `${text.slice(0, cut)} ${text.slice(cut)}`.split(' ').filter(Boolean)
    return [a, isTurned ? b.reverse() : b]
  })
  .filter(([a, b]) => a.length > 0 && b.length > 0)

test('a word that goes with most names adds little to another that agrees', async (t) => {
  const chance = (a: string, b: string): number => compare(a.split(' '), b.split(' ')).chanceBits
  t.equal(chance('NUR HAYATI', 'NUR HAYATI'), (RARE_BITS + 1) * 0.9, 'a fixed pair')
  t.equal(
    chance('NUR SITI', 'NUR SITI'),
    (COMMON_BITS + 1) * 0.9,
    'one of them counts in full where no other word agrees',
  )
  t.equal(chance('NUR', 'NUR'), COMMON_BITS * 0.9, 'alone')
})

test('where two persons live in one regency, custom bounds what a name says', async (t) => {
  const near = (a: string): number => compareIn({ inOneRegency: true }, a.split(' '), a.split(' ')).chanceBits
  const far = (a: string): number => compare(a.split(' '), a.split(' ')).chanceBits
  t.ok(near('TOGAR SIMBOLON') < 11 && far('TOGAR SIMBOLON') > 20, 'a clan is rare in the nation and common at home')
  t.ok(near('PARTINI') < 9)
  t.ok(near('ROTUA DAMERIA SIMBOLON') > near('TOGAR SIMBOLON'), 'three words say more than two')
})

test('an alias is a name of the person', async (t) => {
  const [own, other, clan] = [
    ['STEVEN', 'HALIM'],
    ['CHAI', 'KIM', 'SENG'],
    ['ROSALINA', 'TAN'],
  ]
  const level = (a: string[], b: string[], aliases: string[][]): string => compareIn({ aliases }, a, b).level
  t.equal(level(own, other, [other, []]), 'alias')
  t.equal(level(own, other, [[], own]), 'alias')
  t.equal(level(own, clan, [other, other]), 'alias', 'both have the same second name')
  t.equal(level(own, clan, [other, []]), 'different')
  t.equal(level(own, own, [other, clan]), 'exact', 'equal names need no alias')
  t.ok(compareIn({ aliases: [other, []] }, own, other).chanceBits < compare(other, other).chanceBits)
})

/** What an alias may be: nothing, or near the other name. */
const settings = fc.record({
  inOneRegency: fc.boolean(),
  aliasOfA: fc.constantFrom('none', 'other', 'own'),
  aliasOfB: fc.constantFrom('none', 'other', 'own'),
})

test('the fast comparison equals the plain one, from both sides', async (t) => {
  const seen = new Set<string>()
  const rarity = { alone: bitsOf, beside: besideBitsOf }
  fc.assert(
    fc.property(names, settings, ([a, b], { inOneRegency, aliasOfA, aliasOfB }) => {
      const alias = (kind: string, own: string[], other: string[]): string[] =>
        kind === 'none' ? [] : kind === 'own' ? own : other.toReversed()
      const [aliasA, aliasB] = [alias(aliasOfA, a, b), alias(aliasOfB, b, a)]
      const setting = { rarity, inOneRegency }
      const names = [
        { tokens: a, alias: aliasA },
        { tokens: b, alias: aliasB },
      ] as const
      const plain = { chanceBits: -1, ...comparePlainNames(...names, setting) }
      const there = compareIn({ aliases: [aliasA, aliasB], inOneRegency }, a, b)
      const back = compareIn({ aliases: [aliasB, aliasA], inOneRegency }, b, a)
      seen.add(plain.level)
      return [there, back].every(
        ({ level, chanceBits }) => level === plain.level && Math.abs(chanceBits - plain.chanceBits) < 1e-4,
      )
    }),
    { numRuns: 20_000 },
  )
  t.ok(seen.size >= 10, `too few levels come up: ${[...seen].join(' ')}`)
})
