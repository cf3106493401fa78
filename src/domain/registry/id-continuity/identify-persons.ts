import { continueIds, reviveIds } from './continuity.js'
import type { IdOwner, Past } from './past-members.js'
import { redirect, type Succession } from './redirect.js'

/** A person as stored: `recordIds` come by source and key. */
interface FormerPerson extends IdOwner {
  readonly recordIds: readonly string[]
}

/** A cluster of records with its person. */
export interface IdentifiedPerson<Item, Person> {
  readonly id: string
  /** By source and key. */
  readonly records: readonly Item[]
  /** As stored before, also where the id had ended; undefined for a new person. */
  readonly stored: Person | undefined
  /** Whether the records are others than before, one of them has changed, or a judgement on one has. */
  readonly isChanged: boolean
}

/** A person who ends, or ended before, and the persons that the id leads to. */
export interface EndedPerson<Person extends IdOwner> extends Succession<Person> {
  readonly state: 'merged' | 'split' | 'withdrawn'
}

/** The persons of clusters. */
export interface IdentifiedPersons<Item, Person extends IdOwner> {
  readonly live: readonly IdentifiedPerson<Item, Person>[]
  readonly ended: readonly EndedPerson<Person>[]
  /** Persons who had ended before and whose id leads to another person from now on. */
  readonly redirected: readonly EndedPerson<Person>[]
}

interface Identification<Person extends IdOwner> {
  readonly former: readonly Person[]
  readonly past: Past<Person>
  readonly isChanged: (recordId: string) => boolean
  readonly newId: () => string
}

/**
 * Identifies the persons of clusters. A cluster takes the id of the person who had most of its records, else that of an ended
 * person who had them, else a new one. Ids that stay ended lead to the person who holds most of their former records.
 */
export function identifyPersons<Item extends { readonly id: string }, Person extends FormerPerson>(
  clusters: readonly (readonly Item[])[],
  { former, past, isChanged, newId }: Identification<Person>,
): IdentifiedPersons<Item, Person> {
  const storedById = new Map(
    [...former, ...past.ended.map(({ stored }) => stored)].map((person) => [person.id, person]),
  )
  const parts = clusters.map((records) => records.map(({ id }) => id))
  const { ids, ended } = continueIds(
    former.map(({ id, createdAt, recordIds }) => ({ id, createdAt, members: recordIds, joined: past.joined.get(id) })),
    parts,
  )
  const groups = [...parts.map((members, place) => ({ id: ids[place], members })), ...past.elsewhere]
  const returns = reviveIds(past.ended, groups)
  const live = clusters.map((records, place) => {
    const id = ids[place] ?? returns.ids.get(place) ?? newId()
    const stored = storedById.get(id)
    const isOther = hasOtherRecords(records, stored) || records.some((record) => isChanged(record.id))
    return { id, records, stored, isChanged: isOther }
  })
  const endedNow = ended.flatMap(({ id, successors }) => {
    const stored = storedById.get(id)
    if (stored === undefined) return []
    const successorIds = successors.flatMap((place) => live[place]?.id ?? [])
    return [{ stored, state: endedState(successorIds.length), successorIds }]
  })
  const idAt = (place: number): string | undefined => live[place]?.id ?? groups[place]?.id
  const redirected = redirect(past.ended, endedNow, { returns, idAt })
  return { live, ended: endedNow, redirected: redirected.map((each) => ({ ...each, state: 'merged' })) }
}

function hasOtherRecords(records: readonly { readonly id: string }[], stored: FormerPerson | undefined): boolean {
  return stored?.recordIds.length !== records.length || records.some(({ id }, at) => stored.recordIds[at] !== id)
}

function endedState(successors: number): EndedPerson<IdOwner>['state'] {
  if (successors === 0) return 'withdrawn'
  return successors === 1 ? 'merged' : 'split'
}
