import type { PairFilter } from '../blocking/pair-filter.js'
import type { PairScorer } from '../scoring/score.js'
import { PatternCounter, type PatternCounts } from './patterns.js'

/** Patterns of pairs of rows with one key. */
export interface KeyedPatterns {
  readonly patterns: PatternCounts
  /** Share of these pairs that were counted. */
  readonly share: number
}

/**
 * Counts the patterns of at most `pairs` pairs spread evenly over all pairs of rows with one key; 0 is no key. The same
 * rows return the same patterns.
 */
export function keyedPatterns(
  keys: Uint32Array,
  scorer: PairScorer,
  { pairs, mayBeOne }: { pairs: number; mayBeOne: PairFilter },
): KeyedPatterns {
  const counter = new PatternCounter(scorer.comparators.length)
  const groups = groupsOf(keys)
  const all = groups.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  const step = Math.max(1, all / pairs)
  let next = step / 2
  let passed = 0
  for (const rows of groups) {
    const own = (rows.length * (rows.length - 1)) / 2
    for (; next < passed + own; next += step) {
      const [i, j] = pairAt(rows, Math.floor(next - passed))
      if (!mayBeOne(i, j)) continue
      scorer.compareLevels(i, j)
      counter.add(scorer.levels)
    }
    passed += own
  }
  return { patterns: counter.counts(), share: 1 / step }
}

function groupsOf(keys: Uint32Array): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>()
  keys.forEach((key, row) => {
    if (key === 0) return
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  })
  return [...groups.values()].filter(({ length }) => length > 1)
}

/** Returns the pair with a number from 0 to n * (n - 1) / 2 - 1: (1, 0), (2, 0), (2, 1), (3, 0) and so on. */
function pairAt(rows: readonly number[], number: number): readonly [number, number] {
  let later = Math.floor((1 + Math.sqrt(1 + 8 * number)) / 2)
  while ((later * (later - 1)) / 2 > number) later -= 1
  while ((later * (later + 1)) / 2 <= number) later += 1
  return [rows[number - (later * (later - 1)) / 2] ?? 0, rows[later] ?? 0]
}
