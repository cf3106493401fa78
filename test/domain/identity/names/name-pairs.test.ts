import { test } from 'tap'
import { parseName } from '../../../../src/domain/identity/names/name.js'
import { agreeTokens, type TokenAgreement } from '../../../../src/domain/identity/names/token-agreement.js'
import { NAME_PAIRS, type NamePair } from '../../../support/evaluation/name-pairs.js'

const KINDS =
  'mononym patronymic title abbreviation initial balinese palembang batak bugis_aceh_sasak joined reordered missing_token old_spelling arabic_variant typo sex_ending javanese_vowel alias_note family common_token newborn'

const AGREEING: ReadonlySet<TokenAgreement> = new Set(['exact', 'variant', 'typo', 'initial', 'prefix'])

test('the labelled name pairs are well formed, many and not repeated either way round', async (t) => {
  const seen = new Set(NAME_PAIRS.map(({ left, right }) => [left, right].sort().join('|')))
  t.equal(seen.size, NAME_PAIRS.length)
  t.ok(NAME_PAIRS.length >= 216)
  t.strictSame(new Set(NAME_PAIRS.map(({ kind }) => kind)), new Set(KINDS.split(' ')))
  const malformed = NAME_PAIRS.filter(
    ({ verdict, grade, why }) =>
      !/^(?:same|different)$/.test(verdict) || !/^(?:strong|weak)$/.test(grade) || why.length === 0,
  )
  t.strictSame(malformed, [])
})

test('in a strong same pair every token of the shorter name agrees with a token of the longer', async (t) => {
  t.strictSame(
    strong('same').filter(({ left, right }) => !tokensAgree(left, right)),
    [],
  )
})

test('in a strong different pair some token has no agreeing token', async (t) => {
  t.strictSame(
    strong('different').filter(({ left, right }) => tokensAgree(left, right)),
    [],
  )
})

function strong(verdict: string): readonly NamePair[] {
  const pairs = NAME_PAIRS.filter((pair) => pair.grade === 'strong' && pair.verdict === verdict)
  if (pairs.length === 0) throw new Error(`No pair is strongly ${verdict}`)
  return pairs
}

function tokensAgree(left: string, right: string): boolean {
  if (isNewborn(left) !== isNewborn(right)) return false
  const [a, b] = [comparable(left), comparable(right)]
  if (a.join('') === b.join('')) return true
  const [shorter, longer] = a.length <= b.length ? [a, [...b]] : [b, [...a]]
  return shorter.length > 0 && shorter.every((token) => takeAgreeing(token, longer))
}

/** A newborn without a name is registered under its mother's name, and is never the mother herself. */
function comparable(name: string): readonly string[] {
  const { tokens, newbornOf } = parseName(name)
  return newbornOf.length > 0 ? newbornOf : tokens
}

function isNewborn(name: string): boolean {
  return parseName(name).newbornOf.length > 0
}

function takeAgreeing(token: string, others: string[]): boolean {
  const exact = others.indexOf(token)
  const at = exact >= 0 ? exact : others.findIndex((other) => AGREEING.has(agreeTokens(token, other)))
  if (at >= 0) others.splice(at, 1)
  return at >= 0
}
