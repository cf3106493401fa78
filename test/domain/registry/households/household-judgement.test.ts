import { test } from 'tap'
import {
  HouseholdVerdicts,
  type HouseholdJudgement,
} from '../../../../src/domain/registry/households/household-judgement.js'
import { anchor } from '../../../../src/domain/registry/households/household-standing.js'
import { KK, personOf, trustOf } from '../../../support/domain/household-persons.js'

const same = (host: string, guest: string): HouseholdJudgement => ({ verdict: 'same', persons: [host, guest] })
const different = (host: string, guest: string): HouseholdJudgement => ({
  verdict: 'different',
  persons: [host, guest],
})

test('same joins through others, and not where different parts the pair', async (t) => {
  const verdicts = new HouseholdVerdicts([same('a', 'b'), same('b', 'c'), same('c', 'd'), different('d', 'c')])
  t.strictSame([...verdicts.joinedWith('c')].sort(), ['a', 'b', 'c'])
  t.strictSame([...verdicts.joinedWith('d')], ['d'])
  t.ok(verdicts.areParted('c', 'd'))
  t.ok(verdicts.areParted('d', 'c'))
})

test('the second of a pair is the one whom it settles and parts', async (t) => {
  const verdicts = new HouseholdVerdicts([same('a', 'b'), different('c', 'd')])
  t.strictSame(
    ['a', 'b', 'c', 'd'].map((key) => verdicts.settles(key)),
    [false, true, false, true],
  )
  t.strictSame([...verdicts.partedFrom('d')], ['c'])
  t.strictSame([...verdicts.partedFrom('c')], [])
})

const LEADERS: readonly { title: string; judgements: readonly HouseholdJudgement[]; leader: string }[] = [
  { title: 'the host of all', judgements: [same('c', 'b'), same('b', 'a')], leader: 'c' },
  { title: 'the first of two hosts', judgements: [same('c', 'a'), same('b', 'a')], leader: 'b' },
  {
    title: 'the first where each is the guest of another',
    judgements: [same('a', 'b'), same('b', 'c'), same('c', 'a')],
    leader: 'a',
  },
]

for (const { title, judgements, leader } of LEADERS) {
  test(`those whom same joins live with ${title}`, async (t) => {
    const joined = ['a', 'b', 'c'].map((key) => anchor(personOf(key, `dtks ${KK.old} ANAK`), trustOf))
    const verdicts = new HouseholdVerdicts(judgements)
    t.equal(verdicts.leaderOf(joined)?.key, leader)
    t.equal(verdicts.leaderOf(joined.toReversed())?.key, leader)
  })
}
