import type { GoldenPerson } from '../../domain/registry/golden/values/golden-value.js'
import type { Absence } from '../../domain/registry/records/presence.js'
import type { StoredPerson } from '../../storage/persons/persons.js'

/** A person in a search result: golden values without their provenance. */
export interface PersonSummary {
  readonly id: string
  readonly version: number
  readonly name: string | null
  readonly nik: string | null
  readonly kk: string | null
  readonly birth_date: string | null
  readonly sex: string | null
  readonly village_code: string | null
  readonly address: string | null
  readonly is_deceased: boolean
  readonly absence: Absence | null
  readonly household_id: string | null
  readonly sources: readonly string[]
  readonly record_count: number
}

export function summarisePerson(person: StoredPerson, golden: GoldenPerson): PersonSummary {
  return {
    id: person.id,
    version: person.version,
    name: golden.name?.value ?? null,
    nik: golden.nik?.value ?? null,
    kk: golden.kk?.value ?? null,
    birth_date: golden.birth_date?.value ?? null,
    sex: golden.sex?.value ?? null,
    village_code: golden.village_code?.value ?? null,
    address: golden.address?.value ?? null,
    is_deceased: golden.deceased?.value === 'yes',
    absence: golden.absence?.value ?? null,
    household_id: person.householdId ?? null,
    sources: person.sources,
    record_count: person.recordIds.length,
  }
}
