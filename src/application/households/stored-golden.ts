import type { GoldenFacts } from '../../domain/registry/golden/golden-facts.js'
import type { HouseholdMember } from '../../domain/registry/households/household.js'
import type { StoredHousehold } from '../../storage/households/households.js'

/** A value of a household, and the id of a record with this value. */
export interface CitedValue {
  readonly value: string
  readonly record: string
}

/** The golden values of a live household, as stored. */
export interface HouseholdGolden {
  readonly members: readonly HouseholdMember[]
  /** Persons of the family who have died. */
  readonly deceased: readonly string[]
  /** Persons of the family who by the register live elsewhere or are no valid entry; left out if there are none. */
  readonly absent?: readonly string[]
  readonly kk?: CitedValue
  readonly area?: CitedValue
  readonly reason: string
  readonly facts: GoldenFacts
}

export function householdGoldenOf({ golden }: StoredHousehold): HouseholdGolden {
  return JSON.parse(golden) as HouseholdGolden
}
