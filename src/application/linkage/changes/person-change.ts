import type { GoldenPerson } from '../../../domain/registry/golden/values/golden-value.js'
import type { NewEvent } from '../../../storage/access/events.js'
import type { PastMembership, StoredPerson } from '../../../storage/persons/persons.js'

/** The persons that a pass leaves other than before, and what is to be kept and told of it. */
export interface PersonChanges {
  readonly changes: readonly PersonChange[]
  readonly past: readonly PastMembership[]
  readonly events: readonly NewEvent[]
}

/** A person's row as it was and as it will be. */
export interface PersonChange {
  /** Undefined for a new person. */
  readonly before: StoredPerson | undefined
  readonly after: StoredPerson
  /** What they show, where it was worked out. */
  readonly golden?: GoldenPerson | undefined
}
