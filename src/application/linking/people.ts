import { continueIds } from '../../domain/registry/continuity.js'
import type { LiveRecord } from '../../storage/live-records.js'
import { type PersonState, type StoredPerson } from '../../storage/persons.js'
import type { LinkingContext } from './linking-context.js'
import type { PassReads } from './pass-reads.js'
import type { Workspace } from './workspace.js'

/** A person as the pass leaves them. */
export interface LivePerson {
  readonly id: string
  /** By source and key. */
  readonly records: readonly LiveRecord[]
  /** As they were; undefined for a new person. */
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

/** The persons of a pass, as they are after it. */
export class People {
  /** Live persons that were looked at, by id. */
  readonly live = new Map<string, LivePerson>()
  readonly ended = new Map<string, EndedPerson>()
  /** Those whose records are linked anew, changed or not. */
  readonly relinked: readonly string[]
  readonly #reads: PassReads
  readonly #workspace: Workspace
  readonly #personOf = new Map<string, string>()

  constructor(
    reads: PassReads,
    workspace: Workspace,
    { live, ended }: { live: readonly LivePerson[]; ended: readonly EndedPerson[] },
  ) {
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

/** Gives clusters the ids of the persons whose records they hold, new ones where they hold nobody's. */
export function identifyPeople(
  clusters: readonly (readonly LiveRecord[])[],
  former: readonly StoredPerson[],
  { isChanged, context }: { isChanged: (recordId: string) => boolean; context: LinkingContext },
): { readonly live: LivePerson[]; readonly ended: EndedPerson[] } {
  const storedById = new Map(former.map((person) => [person.id, person]))
  const { ids, ended } = continueIds(
    former.map(({ id, createdAt, recordIds }) => ({ id, createdAt, members: recordIds })),
    clusters.map((records) => records.map(({ id }) => id)),
  )
  const live = clusters.map((records, place) => {
    const id = ids[place] ?? context.newId()
    const stored = storedById.get(id)
    return { id, records, stored, isChanged: isNow(records, stored) || records.some((record) => isChanged(record.id)) }
  })
  return {
    live,
    ended: ended.flatMap(({ id, successors }) => {
      const stored = storedById.get(id)
      if (stored === undefined) return []
      const successorIds = successors.flatMap((place) => live[place]?.id ?? [])
      return [{ stored, state: endedState(successorIds.length), successorIds }]
    }),
  }
}

function isNow(records: readonly LiveRecord[], stored: StoredPerson | undefined): boolean {
  return stored?.recordIds.length !== records.length || records.some(({ id }, at) => stored.recordIds[at] !== id)
}

function endedState(successors: number): EndedPerson['state'] {
  if (successors === 0) return 'withdrawn'
  return successors === 1 ? 'merged' : 'split'
}
