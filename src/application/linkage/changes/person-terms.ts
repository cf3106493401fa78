import type { PackedGolden } from '../../../domain/registry/golden/packed-golden.js'
import { nameTerms, phoneTerm } from '../../../domain/registry/golden/person-terms.js'
import type { GoldenPerson } from '../../../domain/registry/golden/values/golden-value.js'
import { deletePersonTerms, insertPersonTerms, type PersonTerm } from '../../../storage/persons/person-search.js'
import type { StoredPerson } from '../../../storage/persons/persons.js'
import type { Tx } from '../../../storage/postgres/connection.js'

/** A person's row before and after a pass. */
export interface PersonChange {
  /** Undefined for a new person. */
  readonly before: StoredPerson | undefined
  readonly after: StoredPerson
  /** The golden values after the pass, where they were computed. */
  readonly golden?: GoldenPerson | undefined
}

/** Keeps the terms by which persons are found in step with their golden values. */
export async function savePersonTerms(tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  const deleted: PersonTerm[] = []
  const added: PersonTerm[] = []
  for (const { before, after, golden } of changes) {
    if (before?.golden === after.golden) continue
    const old = before === undefined ? [] : termsOf(before)
    const now = golden === undefined ? termsOf(after) : termsOfGolden(after.id, golden)
    deleted.push(...old.filter((term) => !isAmong(now, term)))
    added.push(...now.filter((term) => !isAmong(old, term)))
  }
  await Promise.all([deletePersonTerms(tx, deleted), insertPersonTerms(tx, added)])
}

/** The terms of a stored person; a person who is not live has none. */
export function termsOf({ id, golden }: Pick<StoredPerson, 'id' | 'golden'>): readonly PersonTerm[] {
  const { name, phone, village_code } = JSON.parse(golden) as PackedGolden
  return termsOfValues(id, { name: name?.[0], phone: phone?.[0], village: village_code?.[0] })
}

function termsOfGolden(id: string, { name, phone, village_code }: GoldenPerson): readonly PersonTerm[] {
  return termsOfValues(id, { name: name?.value, phone: phone?.value, village: village_code?.value })
}

interface SearchedValues {
  readonly name: string | undefined
  readonly phone: string | undefined
  readonly village: string | undefined
}

function termsOfValues(id: string, { name, phone, village = '' }: SearchedValues): readonly PersonTerm[] {
  const words = name === undefined ? [] : [...nameTerms(name)]
  if (phone !== undefined) words.push(phoneTerm(phone))
  return words.map((term) => ({ term, village, personId: id }))
}

function isAmong(terms: readonly PersonTerm[], { term, village }: PersonTerm): boolean {
  return terms.some((other) => other.term === term && other.village === village)
}
