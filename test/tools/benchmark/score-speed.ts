import { visitCandidates } from '../../../src/domain/linkage/blocking/block.js'
import { indexOf } from '../../../src/domain/linkage/link.js'
import { PairScorer } from '../../../src/domain/linkage/scoring/score.js'
import { BUILT_IN, flatRecords, tableOf } from '../../support/domain/built-in-table.js'
import { PlainScorer } from '../../support/plain/plain-scorer.js'

const RECORDS = 50_000
const PLAIN_PAIRS = 20_000
const PASSES = 7

/** Pairs a second of the fastest of some passes over all pairs; the first pass only warms up. */
function pairsPerSecond(
  pairs: readonly (readonly [number, number])[],
  score: (i: number, j: number) => number,
): number {
  let fastest = Infinity
  let sum = 0
  for (let pass = 0; pass <= PASSES; pass += 1) {
    const started = performance.now()
    for (const [i, j] of pairs) sum += score(i, j)
    if (pass > 0) fastest = Math.min(fastest, performance.now() - started)
  }
  if (!Number.isFinite(sum)) throw new Error('a score is not finite')
  return Math.round((pairs.length / fastest) * 1000)
}

const records = flatRecords({ seed: 51, records: RECORDS })
const table = tableOf(records)
const scorer = new PairScorer(BUILT_IN, table)
const candidates: (readonly [number, number])[] = []
visitCandidates(indexOf(table, scorer), 0, table.size, (j, i) => candidates.push([i, j]))

const plain = new PlainScorer(BUILT_IN, records)
const stride = Math.max(1, Math.floor(candidates.length / PLAIN_PAIRS))
const sample = candidates.filter((_, place) => place % stride === 0)
const compactPairsPerSecond = pairsPerSecond(candidates, (i, j) => scorer.score(i, j))
const plainPairsPerSecond = pairsPerSecond(sample, (i, j) => plain.score(i, j).bits)

process.stdout.write(
  `${JSON.stringify({
    records: RECORDS,
    candidatePairs: candidates.length,
    compactPairsPerSecond,
    plainPairsPerSecond,
    ratio: Math.round((compactPairsPerSecond / plainPairsPerSecond) * 10) / 10,
  })}\n`,
)
