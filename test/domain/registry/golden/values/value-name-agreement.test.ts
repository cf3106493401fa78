import { test } from 'tap'
import { nameDifference } from '../../../../../src/domain/registry/golden/values/value-name-agreement.js'
import { NAME_PAIRS } from '../../../../support/evaluation/name-pairs.js'

const MOST_MISSED = 0.02

test('names of one person rarely raise a conflict, names of two persons do', async (t) => {
  // Where a list has the mother's name for a newborn's, there is no name to compare.
  const strong = NAME_PAIRS.filter(({ grade, kind }) => grade === 'strong' && kind !== 'newborn')
  const missed = strong.filter(
    ({ left, right, verdict }) => (nameDifference(left, right) === 'none') !== (verdict === 'same'),
  )
  t.ok(missed.length <= strong.length * MOST_MISSED, missed.map(({ left, right }) => `${left} / ${right}`).join(', '))
})

const CASES = [
  ['SITI AMINAH', 'SITI MAIMUNAH', 'partial'],
  ['EKO SAPUTRA', 'EKO SAPUTRI', 'separated'],
  ['LESTARI', 'LESTZI', 'partial'],
  ['BUDIMAN', 'SUHARTO', 'different'],
  ['NUR HAYATI', 'NURHAYATI', 'none'],
  ['HAYATI NUR', 'NUR HAYATI', 'none'],
] as const

test('the degree to which two names differ is symmetric', async (t) => {
  for (const [left, right, difference] of CASES) {
    t.equal(nameDifference(left, right), difference, `${left} / ${right}`)
    t.equal(nameDifference(right, left), difference, `${right} / ${left}`)
  }
})
