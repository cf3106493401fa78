import type { ValueJudgement } from '../golden/values/value-judgement.js'
import type { HouseholdJudgement, LiveJudgements, PairJudgement } from './judgement.js'

/** Live judgements, with access to the records that they name. */
export class Judgements implements LiveJudgements {
  readonly pairs: readonly PairJudgement[]
  readonly values: readonly ValueJudgement[]
  readonly households: readonly HouseholdJudgement[]

  constructor({ pairs, values, households }: LiveJudgements) {
    this.pairs = pairs
    this.values = values
    this.households = households
  }

  /** Returns the union with others. */
  with(others: Judgements): Judgements {
    if (others.isEmpty) return this
    if (this.isEmpty) return others
    return new Judgements({
      pairs: onceEach([...this.pairs, ...others.pairs]),
      values: onceEach([...this.values, ...others.values]),
      households: onceEach([...this.households, ...others.households]),
    })
  }

  get isEmpty(): boolean {
    return this.pairs.length + this.values.length + this.households.length === 0
  }

  /** Returns the records that judgements tie together: if one of them changes its person, all are linked again. */
  tiedRecords(): string[] {
    const pairs = this.pairs.flatMap(({ verdict, records }) => (verdict === 'same' ? records : []))
    return [...pairs, ...this.recordsOfPersons()]
  }

  /** Returns every record that a judgement names. */
  records(): string[] {
    return [...this.pairs, ...this.values, ...this.households].flatMap(({ records }) => records)
  }

  /** Returns the records named by judgements on a value or household of their persons. */
  recordsOfPersons(): string[] {
    return [...this.values, ...this.households].flatMap(({ records }) => records)
  }
}

function onceEach<J extends { readonly id: string }>(judgements: readonly J[]): J[] {
  return [...new Map(judgements.map((judgement) => [judgement.id, judgement])).values()]
}

export const NO_JUDGEMENTS = new Judgements({ pairs: [], values: [], households: [] })
