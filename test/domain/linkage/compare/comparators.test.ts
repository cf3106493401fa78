import fc from 'fast-check'
import { test } from 'tap'
import { createComparator, LEVELS_OF_KIND } from '../../../../src/domain/linkage/compare/comparators.js'
import { MISSING, type Comparator } from '../../../../src/domain/linkage/compare/comparator.js'
import { visitCandidates } from '../../../../src/domain/linkage/blocking/block.js'
import { indexOf } from '../../../../src/domain/linkage/link.js'
import { PairScorer } from '../../../../src/domain/linkage/scoring/score.js'
import { BUILT_IN, flatRecords, tableOf } from '../../../support/domain/built-in-table.js'

const TABLE = tableOf([
  ...flatRecords({ seed: 65, records: 1500, dirt: 3 }),
  ...flatRecords({ seed: 66, records: 700 }),
])
const SCORER = new PairScorer(BUILT_IN, TABLE)
const CANDIDATES: (readonly [number, number])[] = []
visitCandidates(indexOf(TABLE, SCORER), 0, TABLE.size, (j, i) => CANDIDATES.push([i, j]))

const row = fc.nat(TABLE.size - 1)
/** Rows that share a block key are mostly one person or relatives; any two rows mostly are strangers. */
const candidate = fc.nat(CANDIDATES.length - 1).map((at): readonly [number, number] => CANDIDATES[at] ?? [0, 0])
const anyRows: fc.Arbitrary<readonly [number, number]> = fc.oneof(
  { arbitrary: candidate, weight: 3 },
  { arbitrary: fc.tuple(row, row), weight: 1 },
)

/** Level and chance; what cannot be compared has no chance. */
function outcome(comparator: Comparator, i: number, j: number): string {
  const level = comparator.compare(i, j)
  return level === MISSING ? 'missing' : `${level} ${comparator.chanceBits}`
}

SCORER.comparators.forEach((comparator, at) => {
  const name = BUILT_IN.comparisons[at]?.name ?? ''

  test(`${name} is symmetric in its level and its chance`, async () => {
    fc.assert(
      fc.property(anyRows, ([i, j]) => {
        return outcome(comparator, i, j) === outcome(comparator, j, i)
      }),
      { numRuns: 6000 },
    )
  })

  test(`${name} does not depend on the pair compared before`, async () => {
    fc.assert(
      fc.property(anyRows, anyRows, ([i, j], [k, l]) => {
        const first = outcome(comparator, i, j)
        comparator.compare(k, l)
        return outcome(comparator, i, j) === first
      }),
      { numRuns: 2000 },
    )
  })

  test(`${name} has a level and a finite chance for every pair`, async () => {
    fc.assert(
      fc.property(anyRows, ([i, j]) => {
        const word = comparator.levels[comparator.compare(i, j)]
        return word !== undefined && Number.isFinite(comparator.chanceBits) && comparator.chanceBits >= -1
      }),
      { numRuns: 1000 },
    )
  })
})

test('every kind of comparison begins with the missing level', async (t) => {
  for (const levels of Object.values(LEVELS_OF_KIND)) {
    t.equal(levels[0], 'missing')
    t.equal(new Set(levels).size, levels.length)
  }
})

test('a comparison of a field of another kind is refused', async (t) => {
  const nik = BUILT_IN.comparisons.find(({ kind }) => kind === 'nik')
  if (nik === undefined) throw new Error('the built-in model compares NIKs')
  t.throws(() => createComparator({ ...nik, fields: ['sex'] }, TABLE, SCORER.terms), /field sex has no number column/)
  t.throws(() => createComparator({ ...nik, fields: ['passport'] }, TABLE, SCORER.terms), /field passport/)
})
