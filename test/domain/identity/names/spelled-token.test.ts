import fc from 'fast-check'
import { test } from 'tap'
import { mayAgree, spellToken } from '../../../../src/domain/identity/names/spelled-token.js'
import { agreeTokens } from '../../../../src/domain/identity/names/token-agreement.js'
import { nameToken, nearTokens } from '../../../support/domain/name-tokens.js'

const mayAgreeTexts = (a: string, b: string): boolean => mayAgree(spellToken(a), spellToken(b))

test('the letter filter excludes no two tokens that agree or nearly agree', async () => {
  const isSafe = (a: string, b: string): boolean =>
    a.length < 2 || b.length < 2 || agreeTokens(a, b) === 'different' || mayAgreeTexts(a, b)
  fc.assert(
    fc.property(nearTokens, ([a, b]) => isSafe(a, b)),
    { numRuns: 20_000 },
  )
  fc.assert(
    fc.property(nameToken, nameToken, (a, b) => isSafe(a, b)),
    { numRuns: 20_000 },
  )
})

test('the letter filter excludes names with few letters in common', async (t) => {
  for (const pair of ['BUDI/SITI', 'AMINAH/SUPRIYADI', 'RAHMAT/WIJAYA', 'CHANDRA/SUTRISNO', 'HASAN/PUTRI']) {
    const [a = '', b = ''] = pair.split('/')
    t.notOk(mayAgreeTexts(a, b), pair)
  }
})
