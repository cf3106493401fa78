import type { GoldenPerson } from '../../../domain/registry/golden/values/golden-value.js'
import type { PackedGolden } from '../../../domain/registry/golden/packed-golden.js'
import { nameTerms, phoneTerm } from '../../../domain/registry/golden/person-terms.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import { deletePersonTerms, insertPersonTerms, type PersonTerm } from '../../../storage/persons/person-search.js'
import type { StoredPerson } from '../../../storage/persons/persons.js'
import type { PersonChange } from './person-change.js'

/** Keeps the words by which persons are found in step with the values that they show. */
export async function savePersonTerms(tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  const gone: PersonTerm[] = []
  const added: PersonTerm[] = []
  for (const { before, after, golden } of changes) {
    if (before?.golden === after.golden) continue
    const old = before === undefined ? [] : termsOf(before)
    const now = golden === undefined ? termsOf(after) : termsOfValues(after.id, golden)
    gone.push(...old.filter((term) => !isAmong(now, term)))
    added.push(...now.filter((term) => !isAmong(old, term)))
  }
  await Promise.all([deletePersonTerms(tx, gone), insertPersonTerms(tx, added)])
}

/** The terms of a stored person; one who is not live shows no values and has none. */
export function termsOf({ id, golden }: Pick<StoredPerson, 'id' | 'golden'>): readonly PersonTerm[] {
  const { name, phone, village_code } = JSON.parse(golden) as PackedGolden
  return termsOfShown(id, { name: name?.[0], phone: phone?.[0], village: village_code?.[0] })
}

function termsOfValues(id: string, { name, phone, village_code }: GoldenPerson): readonly PersonTerm[] {
  return termsOfShown(id, { name: name?.value, phone: phone?.value, village: village_code?.value })
}

interface Shown {
  readonly name: string | undefined
  readonly phone: string | undefined
  readonly village: string | undefined
}

function termsOfShown(id: string, { name, phone, village = '' }: Shown): readonly PersonTerm[] {
  const words = name === undefined ? [] : [...nameTerms(name)]
  if (phone !== undefined) words.push(phoneTerm(phone))
  return words.map((term) => ({ term, village, personId: id }))
}

function isAmong(terms: readonly PersonTerm[], { term, village }: PersonTerm): boolean {
  return terms.some((other) => other.term === term && other.village === village)
}
