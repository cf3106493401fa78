import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { PersonState, StoredPerson } from '../../../storage/persons/persons.js'
import type { PassReads } from './pass-reads.js'
import type { RecordSet } from './record-set.js'

/** A person as the pass leaves them. */
export interface LivePerson {
  readonly id: string
  /** By source and key. */
  readonly records: readonly LiveRecord[]
  /** As they were, also where their id had ended; undefined for a new person. */
  readonly stored: StoredPerson | undefined
  /** Whether the records are others than before, or say something else, or a judgement speaks of them. */
  readonly isChanged: boolean
}

/** A person whose records all went elsewhere or were withdrawn. */
export interface EndedPerson {
  readonly stored: StoredPerson
  readonly state: Exclude<PersonState, 'live'>
  readonly successorIds: readonly string[]
}

/** Whose the clusters of a pass are. */
export interface Identified {
  readonly live: readonly LivePerson[]
  readonly ended: readonly EndedPerson[]
  /** Persons who had ended before, and whose id is to lead to somebody else from now on. */
  readonly redirected: readonly EndedPerson[]
}

/** The persons of a pass, as they are after it. */
export class PersonSet {
  /** Live persons that were looked at, by id. */
  readonly live = new Map<string, LivePerson>()
  readonly ended = new Map<string, EndedPerson>()
  readonly redirected: readonly EndedPerson[]
  /** Those whose records are linked anew, changed or not. */
  readonly relinked: readonly string[]
  readonly #reads: PassReads
  readonly #workspace: RecordSet
  readonly #personOf = new Map<string, string>()

  constructor(reads: PassReads, workspace: RecordSet, { live, ended, redirected }: Identified) {
    this.redirected = redirected
    this.#reads = reads
    this.#workspace = workspace
    this.relinked = live.map(({ id }) => id)
    for (const person of ended) this.ended.set(person.stored.id, person)
    for (const person of live) this.#add(person)
  }

  /** Whose record it is after the pass; undefined for one that is withdrawn or about a household. */
  personOf(recordId: string): string | undefined {
    return this.#personOf.get(recordId) ?? this.#workspace.records.get(recordId)?.personId
  }

  get(id: string): LivePerson {
    const person = this.live.get(id)
    if (person === undefined) throw new Error('a person is used before they are loaded')
    return person
  }

  /** Loads persons that are not here yet, with their records. */
  async load(ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.live.has(id) && !this.ended.has(id))
    const found = await this.#reads.persons(missing)
    await this.#workspace.load(found.flatMap(({ recordIds }) => recordIds))
    for (const stored of found) {
      const records = stored.recordIds.flatMap((id) => this.#workspace.records.get(id) ?? [])
      if (records.length > 0) this.#add({ id: stored.id, records, stored, isChanged: false })
    }
  }

  #add(person: LivePerson): void {
    this.live.set(person.id, person)
    for (const { id } of person.records) this.#personOf.set(id, person.id)
  }
}
