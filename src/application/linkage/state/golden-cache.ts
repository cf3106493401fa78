import { goldenOfParsed } from '../../../domain/registry/golden/golden-person.js'
import type { SurvivorshipRules } from '../../../domain/registry/golden/survivorship-candidates.js'
import type { GoldenPerson } from '../../../domain/registry/golden/values/golden-value.js'
import { type ParsedRecord, parsedRecord } from '../../../domain/registry/golden/values/survivorship-record.js'
import { judgedPerson } from '../../../domain/registry/judgements/judged-person.js'
import type { Judgements } from '../../../domain/registry/judgements/judgements.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { LivePerson, PersonSet } from './person-set.js'

/** The golden values of one person, and the records and rules that they were computed from. */
export interface GoldenEntry {
  readonly golden: GoldenPerson
  readonly records: readonly ParsedRecord[]
  readonly rules: SurvivorshipRules
}

/** The golden values of the persons of a pass, each computed when it is first used. */
export class GoldenCache {
  readonly #persons: PersonSet
  readonly #judgements: Judgements
  readonly #context: LinkingContext
  readonly #entries = new Map<string, GoldenEntry>()

  constructor(persons: PersonSet, judgements: Judgements, context: LinkingContext) {
    this.#persons = persons
    this.#judgements = judgements
    this.#context = context
  }

  of({ id, records }: LivePerson): GoldenEntry {
    const cached = this.#entries.get(id)
    if (cached !== undefined) return cached
    const parsed = records.map(parsedRecord)
    const rules = { judgements: this.#judgementsOn(id), trustOf: this.#context.trustOf }
    const entry = { golden: goldenOfParsed(parsed, rules), records: parsed, rules }
    this.#entries.set(id, entry)
    return entry
  }

  #judgementsOn(personId: string) {
    return this.#judgements.values.filter(
      (judgement) => judgedPerson(judgement, (record) => this.#persons.personOf(record)) === personId,
    )
  }
}
