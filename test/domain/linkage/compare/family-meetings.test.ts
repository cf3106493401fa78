import { test } from 'tap'
import { visitCandidates } from '../../../../src/domain/linkage/blocking/block.js'
import { COMPANY_LEVELS } from '../../../../src/domain/linkage/compare/company.js'
import { FamilyMeetings } from '../../../../src/domain/linkage/compare/family-meetings.js'
import { indexOf } from '../../../../src/domain/linkage/link.js'
import type { Model } from '../../../../src/domain/linkage/model/model.js'
import { PairScorer } from '../../../../src/domain/linkage/scoring/score.js'
import { BUILT_IN, flatRecords, tableOf } from '../../../support/domain/built-in-table.js'

const COMPANY = BUILT_IN.comparisons.findIndex(({ kind }) => kind === 'company')
const WITHOUT_COMPANY = new Set(['missing', 'none'])

/** Candidate pairs of a list, the meetings of all of them, and the level of each pair's company. */
function meet(model: Model, { seed, dirt }: { seed: number; dirt: number }) {
  const table = tableOf(flatRecords({ seed, records: 2500, dirt }))
  const scorer = new PairScorer(BUILT_IN, table)
  const meetings = new FamilyMeetings(model, table)
  const pairs: (readonly [number, number])[] = []
  visitCandidates(indexOf(table, scorer), 0, table.size, (j, i) => {
    meetings.add(j, i)
    meetings.add(i, j)
    pairs.push([j, i])
  })
  const levelOf = (i: number, j: number): string => {
    scorer.compareLevels(i, j)
    return COMPANY_LEVELS[scorer.levels[COMPANY] ?? 0] ?? ''
  }
  return { meetings, pairs, levelOf }
}

for (const { seed, dirt } of [
  { seed: 61, dirt: 1 },
  { seed: 62, dirt: 3 },
]) {
  test(`families with a single pair of shared keys have no company in common (dirt ${dirt})`, (t) => {
    const { meetings, pairs, levelOf } = meet(BUILT_IN, { seed, dirt })
    const alone = pairs.filter(([i, j]) => !meetings.mayShareCompany(i, j))
    const wrong = alone.filter(([i, j]) => !WITHOUT_COMPANY.has(levelOf(i, j)))
    t.equal(wrong.length, 0)
    t.ok(alone.length > 50, 'there are such pairs')
    t.ok(pairs.length - alone.length > 500, 'and others')
    t.end()
  })
}

test('where the keys do not decide it, any two families may have company', (t) => {
  const blocking = BUILT_IN.blocking.filter(({ atoms }) => !atoms.includes('birth_date.each'))
  const { meetings, pairs, levelOf } = meet({ ...BUILT_IN, blocking }, { seed: 61, dirt: 1 })
  t.ok(pairs.every(([i, j]) => levelOf(i, j) === 'missing' || meetings.mayShareCompany(i, j)))
  t.end()
})

test('a row whose keys were not read may have company', (t) => {
  const { meetings, pairs, levelOf } = meet(BUILT_IN, { seed: 61, dirt: 1 })
  const [i, j] = pairs.find((pair) => levelOf(...pair) === 'none' && !meetings.mayShareCompany(...pair)) ?? [0, 0]
  t.equal(meetings.mayShareCompany(i, j), false)
  meetings.hide(i)
  t.equal(meetings.mayShareCompany(i, j), true)
  t.end()
})
