import fc from 'fast-check'
import { test } from 'tap'
import { PersonNameComparator } from '../../../../src/domain/linkage/compare/person-name.js'
import { Vocabulary } from '../../../../src/domain/linkage/features/vocabulary.js'
import { comparePlainNames } from '../../../support/plain/plain-person-name.js'
import { nearTokens } from '../../../support/domain/name-tokens.js'

const COMMON_BITS = 6
const RARE_BITS = 13.5

/** MUHAMMAD, SITI and NUR are common; every other token is rare. */
function bitsOf(token: string): number {
  return /^(?:MUHAMMAD|SITI|NUR)$/.test(token) ? COMMON_BITS : RARE_BITS
}

interface NameAgreement {
  level: string
  chanceBits: number
}

function compare(...names: readonly (readonly string[])[]): NameAgreement {
  const vocabulary = new Vocabulary()
  const tokens = Uint32Array.from(names.flat(), (token) => vocabulary.intern(token))
  const offsets = Uint32Array.from([0, ...names.map((_, at) => names.slice(0, at + 1).flat().length)])
  const bits = Float32Array.from(vocabulary.texts(), bitsOf)
  const comparator = new PersonNameComparator({ type: 'tokens', offsets, tokens }, vocabulary, bits)
  const level = comparator.levels[comparator.compare(0, 1)] ?? ''
  return { level, chanceBits: comparator.chanceBits }
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
  t.ok(chance('SITI RAHAYU', 'S RAHAYU') < chance('SITI RAHAYU', 'SITI RAHAYU'))
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

test('the fast comparison equals the plain one, from both sides', async (t) => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(names, ([a, b]) => {
      const plain = { chanceBits: -1, ...comparePlainNames(a, b, bitsOf) }
      const [there, back] = [compare(a, b), compare(b, a)]
      seen.add(plain.level)
      return [there, back].every(
        ({ level, chanceBits }) => level === plain.level && Math.abs(chanceBits - plain.chanceBits) < 1e-4,
      )
    }),
    { numRuns: 20_000 },
  )
  t.ok(seen.size >= 9, `too few levels come up: ${[...seen].join(' ')}`)
})
