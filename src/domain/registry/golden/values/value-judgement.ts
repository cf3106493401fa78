import type { GoldenField } from './golden-value.js'

/**
 * A judgement on the value of a field. `records` are the records whose values it was based on; `basis` is the
 * `valueBasis` of those values at that time.
 */
export interface ValueJudgement {
  readonly id: string
  readonly field: GoldenField
  readonly value: string
  readonly records: readonly string[]
  readonly basis: string
}

/**
 * Returns the live judgement on a field. A merge of persons can bring two together: the one based on more records wins,
 * then the one with the greater id.
 */
export function judgementOn(
  field: GoldenField,
  judgements: readonly ValueJudgement[] | undefined,
): ValueJudgement | undefined {
  let best: ValueJudgement | undefined
  for (const judgement of judgements ?? []) {
    if (judgement.field === field && (best === undefined || outweighs(judgement, best))) best = judgement
  }
  return best
}

function outweighs(a: ValueJudgement, b: ValueJudgement): boolean {
  if (a.records.length !== b.records.length) return a.records.length > b.records.length
  return a.id > b.id
}
