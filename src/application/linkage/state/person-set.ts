import type {
  EndedPerson,
  IdentifiedPerson,
  IdentifiedPersons,
} from '../../../domain/registry/id-continuity/identify-persons.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { StoredPerson } from '../../../storage/persons/persons.js'
import type { RecordSet } from './record-set.js'
import type { RegistryView } from './registry-view.js'

/** A person after the pass. */
export type LivePerson = IdentifiedPerson<LiveRecord, StoredPerson>

/** A person without records after the pass. */
export type FormerPerson = EndedPerson<StoredPerson>

/** The persons of a pass, as they are after it. */
export class PersonSet {
  /** Live persons that are loaded, by id. */
  readonly live: ReadonlyMap<string, LivePerson>
  /** Persons that this pass ends, by id. */
  readonly ended: ReadonlyMap<string, FormerPerson>
  readonly redirected: readonly FormerPerson[]
  /** The ids of the persons whose records were clustered anew, changed or not. */
  readonly relinked: readonly string[]
  readonly #view: RegistryView
  readonly #records: RecordSet
  readonly #live = new Map<string, LivePerson>()
  readonly #personOf = new Map<string, string>()

  constructor(
    view: RegistryView,
    records: RecordSet,
    { live, ended, redirected }: IdentifiedPersons<LiveRecord, StoredPerson>,
  ) {
    this.#view = view
    this.#records = records
    this.live = this.#live
    this.ended = new Map(ended.map((person) => [person.stored.id, person]))
    this.redirected = redirected
    this.relinked = live.map(({ id }) => id)
    for (const person of live) this.#add(person)
  }

  /** The person of a record after the pass; undefined for a withdrawn record and one about a household. */
  personOf(recordId: string): string | undefined {
    return this.#personOf.get(recordId) ?? this.#records.find(recordId)?.personId
  }

  /** The person, which must have been loaded. */
  get(id: string): LivePerson {
    const person = this.#live.get(id)
    if (person === undefined) throw new Error('a person is used before it is loaded')
    return person
  }

  /** The relinked persons whose records or judgements are others than before. */
  changed(): LivePerson[] {
    return this.relinked.map((id) => this.get(id)).filter(({ isChanged }) => isChanged)
  }

  /** Loads persons that are not here yet, with their records. */
  async load(ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#live.has(id) && !this.ended.has(id))
    const found = await this.#view.persons(missing)
    await this.#records.load(found.flatMap(({ recordIds }) => recordIds))
    for (const stored of found) {
      const records = this.#records.list(stored.recordIds)
      if (records.length > 0) this.#add({ id: stored.id, records, stored, isChanged: false })
    }
  }

  #add(person: LivePerson): void {
    this.#live.set(person.id, person)
    for (const { id } of person.records) this.#personOf.set(id, person.id)
  }
}
