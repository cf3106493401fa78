import { test } from 'tap'
import {
  HouseholdJudgements,
  type HouseholdPairJudgement,
} from '../../../../src/domain/registry/households/household-judgement.js'
import { readClaims } from '../../../../src/domain/registry/households/person-claims.js'
import { KK, personOf, trustOf } from '../../../support/domain/household-persons.js'

const same = (host: string, guest: string): HouseholdPairJudgement => ({ verdict: 'same', persons: [host, guest] })
const different = (host: string, guest: string): HouseholdPairJudgement => ({
  verdict: 'different',
  persons: [host, guest],
})

test('`same` joins transitively, except for a pair judged `different`', async (t) => {
  const verdicts = new HouseholdJudgements([same('a', 'b'), same('b', 'c'), same('c', 'd'), different('d', 'c')])
  t.strictSame([...verdicts.joinedWith('c')].sort(), ['a', 'b', 'c'])
  t.strictSame([...verdicts.joinedWith('d')], ['d'])
  t.ok(verdicts.areSeparated('c', 'd'))
  t.ok(verdicts.areSeparated('d', 'c'))
})

test('a judgement moves the second person of its pair', async (t) => {
  const verdicts = new HouseholdJudgements([same('a', 'b'), different('c', 'd')])
  t.strictSame(
    ['a', 'b', 'c', 'd'].map((key) => verdicts.decidesFor(key)),
    [false, true, false, true],
  )
  t.strictSame([...verdicts.separatedFrom('d')], ['c'])
  t.strictSame([...verdicts.separatedFrom('c')], [])
})

const LEADERS: readonly { title: string; judgements: readonly HouseholdPairJudgement[]; leader: string }[] = [
  { title: 'the host of all', judgements: [same('c', 'b'), same('b', 'a')], leader: 'c' },
  { title: 'the first of two hosts', judgements: [same('c', 'a'), same('b', 'a')], leader: 'b' },
  {
    title: 'the first where each is the guest of another',
    judgements: [same('a', 'b'), same('b', 'c'), same('c', 'a')],
    leader: 'a',
  },
]

for (const { title, judgements, leader } of LEADERS) {
  test(`persons judged the same live with ${title}`, async (t) => {
    const joined = ['a', 'b', 'c'].map((key) => readClaims(personOf(key, `dtks ${KK.old} ANAK`), trustOf))
    const verdicts = new HouseholdJudgements(judgements)
    t.equal(verdicts.leaderOf(joined)?.key, leader)
    t.equal(verdicts.leaderOf(joined.toReversed())?.key, leader)
  })
}
