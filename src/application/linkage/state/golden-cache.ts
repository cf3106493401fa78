import { goldenOfParsed } from '../../../domain/registry/golden/golden-person.js'
import type { GoldenPerson } from '../../../domain/registry/golden/values/golden-value.js'
import { judgedPerson } from '../../../domain/registry/judgements/judged-person.js'
import type { SurvivorshipRules } from '../../../domain/registry/golden/survivorship-candidates.js'
import { type ParsedRecord, parsedRecord } from '../../../domain/registry/golden/values/survivorship-record.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { Judgements } from './load-judgements.js'
import type { LivePerson, PersonSet } from './person-set.js'

/** The golden values of one person, and what they were made of. */
export interface GoldenEntry {
  readonly golden: GoldenPerson
  readonly records: readonly ParsedRecord[]
  readonly rules: SurvivorshipRules
}

/** The golden values of the persons of a pass, each worked out when it is first asked for. */
export class GoldenCache {
  readonly #people: PersonSet
  readonly #judgements: Judgements
  readonly #context: LinkingContext
  readonly #entries = new Map<string, GoldenEntry>()

  constructor(people: PersonSet, judgements: Judgements, context: LinkingContext) {
    this.#people = people
    this.#judgements = judgements
    this.#context = context
  }

  of({ id, records }: LivePerson): GoldenEntry {
    const known = this.#entries.get(id)
    if (known !== undefined) return known
    const parsed = records.map(parsedRecord)
    const rules = { judgements: this.#judgementsOn(id), trustOf: this.#context.trustOf }
    const entry = { golden: goldenOfParsed(parsed, rules), records: parsed, rules }
    this.#entries.set(id, entry)
    return entry
  }

  #judgementsOn(personId: string) {
    return this.#judgements.values.filter(
      (judgement) => judgedPerson(judgement, (record) => this.#people.personOf(record)) === personId,
    )
  }
}
