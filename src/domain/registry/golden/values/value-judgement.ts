import type { GoldenField } from './golden-value.js'

/**
 * A person's verdict on the value of a field. `records` are the records whose values it rested on, `basis` those values
 * as `valueBasis` gave them when it was made.
 */
export interface ValueJudgement {
  readonly id: string
  readonly field: GoldenField
  readonly value: string
  readonly records: readonly string[]
  readonly basis: string
}

/**
 * The live judgement on a field. Two of them can meet when persons are merged; the one that rested on more records
 * counts, then the one with the greater id.
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
