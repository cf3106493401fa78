import { test } from 'tap'
import { GRADES, type Grade } from '../../../src/domain/linkage/scoring/classify.js'
import { calibrationOf } from '../../../src/tools/evaluation/calibration.js'

interface Pair {
  readonly i: number
  readonly j: number
  /** The odds of one to one are 0 bits; 10 bits are 1024 to 1. */
  readonly bits: number
  readonly grade: Grade
}

/** Rows 0 and 1 are one person, rows 2 and 3 another. */
const PERSONS = Uint32Array.from([0, 0, 1, 1])

function calibrate(pairs: readonly Pair[]) {
  const scored = {
    compared: pairs.length,
    i: Uint32Array.from(pairs, ({ i }) => i),
    j: Uint32Array.from(pairs, ({ j }) => j),
    weights: Float64Array.from(pairs, ({ bits }) => bits),
    grades: Uint8Array.from(pairs, ({ grade }) => GRADES.indexOf(grade)),
  }
  return calibrationOf(scored, PERSONS)
}

test('a pair is in the bin of its probability', async (t) => {
  const bins = calibrate([
    { i: 0, j: 1, bits: 10, grade: 'certain' },
    { i: 2, j: 3, bits: 10, grade: 'probable' },
    { i: 1, j: 2, bits: 10, grade: 'certain' },
    { i: 0, j: 3, bits: 0, grade: 'possible' },
    { i: 0, j: 1, bits: 60, grade: 'certain' },
    { i: 0, j: 2, bits: -3, grade: 'possible' },
  ])
  const filled = bins.filter(({ pairs }) => pairs > 0)
  t.same(
    filled.map(({ from, to, pairs }) => [from, to, pairs]),
    [
      [0, 0.5, 1],
      [0.5, 0.8, 1],
      [0.999, 0.9999, 3],
      [0.99999, 1, 1],
    ],
  )
  const bin = filled[2]!
  t.equal(bin.stated, Math.round((1024 / 1025) * 1e6) / 1e6)
  t.equal(bin.right, 0.666667)
  t.same([bin.certainPairs, bin.certainRight], [2, 0.5])
})

test('the bins meet, and cover all probabilities', async (t) => {
  const bins = calibrate([])
  t.equal(bins[0]!.from, 0)
  t.equal(bins.at(-1)!.to, 1)
  t.ok(bins.slice(1).every(({ from }, at) => from === bins[at]!.to))
  t.ok(bins.every(({ pairs, right, stated }) => pairs === 0 && right === null && stated === null))
})
