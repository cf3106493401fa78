import type { HouseholdJudgement, PairJudgement } from '../../../domain/registry/judgements/judgement.js'
import type { ValueJudgement } from '../../../domain/registry/golden/values/value-judgement.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import { liveJudgementsOf } from '../../../storage/judgements/judgements.js'

/** Live judgements that speak of the records of a pass. */
export class Judgements {
  readonly pairs: readonly PairJudgement[]
  readonly values: readonly ValueJudgement[]
  readonly households: readonly HouseholdJudgement[]

  constructor(found: Pick<Judgements, 'pairs' | 'values' | 'households'>) {
    this.pairs = found.pairs
    this.values = found.values
    this.households = found.households
  }

  /** These and others, each once. */
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

  /** The records that a verdict ties together: when one of them changes hands, all must be looked at. */
  tied(): string[] {
    const pairs = this.pairs.flatMap(({ verdict, records }) => (verdict === 'same' ? records : []))
    return [...pairs, ...this.recordsOfValues()]
  }

  /** Every record of which a verdict speaks: whose they are now decides what the verdict is about. */
  records(): string[] {
    return [...this.pairs, ...this.values, ...this.households].flatMap(({ records }) => records)
  }

  /** The records on whose person's values or household somebody decided. */
  recordsOfValues(): string[] {
    return [...this.values, ...this.households].flatMap(({ records }) => records)
  }
}

function onceEach<J extends { readonly id: string }>(judgements: readonly J[]): J[] {
  return [...new Map(judgements.map((judgement) => [judgement.id, judgement])).values()]
}

export const NO_JUDGEMENTS = new Judgements({ pairs: [], values: [], households: [] })

/** The live judgements that speak of any of the records. */
export async function loadJudgements(conn: Conn, recordIds: readonly string[]): Promise<Judgements> {
  const found = new Judgements(await liveJudgementsOf(conn, recordIds))
  return found.isEmpty ? NO_JUDGEMENTS : found
}
