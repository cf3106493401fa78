import fc from 'fast-check'
import { test } from 'tap'
import { agreeTokens, type TokenAgreement } from '../../../../src/domain/identity/names/token-agreement.js'
import { mayBeOneWritten, outlineOf, type Outline } from '../../../../src/domain/identity/names/written-together.js'
import { nameToken, nearTokens } from '../../../support/domain/name-tokens.js'

const ONE_NAME: ReadonlySet<TokenAgreement> = new Set(['exact', 'variant', 'typo'])

function outlineOfAll(words: readonly string[]): Outline {
  const parts = words.map(outlineOf)
  return {
    heads: parts[0]?.heads ?? 0,
    tails: parts.at(-1)?.tails ?? 0,
    letters: parts.reduce((all, { letters }) => all | letters, 0),
  }
}

function isSafe(a: readonly string[], b: readonly string[]): boolean {
  const [joinedA, joinedB] = [a.join(''), b.join('')]
  if (joinedA.length < 2 || joinedB.length < 2 || !ONE_NAME.has(agreeTokens(joinedA, joinedB))) return true
  return mayBeOneWritten(outlineOfAll(a), outlineOfAll(b))
}

function cut(text: string, places: readonly number[]): readonly string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b)
  return [0, ...at].map((from, index) => text.slice(from, at[index])).filter((word) => word !== '')
}

test('the outline filter excludes no names that are equal when written together', async () => {
  const places = fc.array(fc.nat(30), { maxLength: 2 })
  fc.assert(
    fc.property(nearTokens, nearTokens, places, places, ([a, a2], [b, b2], cutsA, cutsB) =>
      isSafe(cut(a + b, cutsA), cut(a2 + b2, cutsB)),
    ),
    { numRuns: 50_000 },
  )
  fc.assert(
    fc.property(nearTokens, places, places, ([a, b], cutsA, cutsB) => isSafe(cut(a, cutsA), cut(b, cutsB))),
    { numRuns: 50_000 },
  )
})

test('the outline filter excludes names of other words', async (t) => {
  for (const [a, b] of [
    ['BUDI SANTOSO', 'RAHMAT'],
    ['SITI AMINAH', 'NUR LAILATUL'],
    ['DEWI', 'RATNA SARI'],
  ] as const) {
    t.notOk(mayBeOneWritten(outlineOfAll(a.split(' ')), outlineOfAll(b.split(' '))), `${a} / ${b}`)
  }
})

test('a first or last word of a name is read in all of its spellings', async () => {
  fc.assert(
    fc.property(nameToken, nameToken, (a, b) => isSafe([a, b], [a + b])),
    { numRuns: 20_000 },
  )
})
