import { type PackedGolden } from '../../domain/registry/packed-golden.js'
import { nameTerms, phoneTerm } from '../../domain/registry/person-terms.js'
import type { Tx } from '../../storage/connection.js'
import { deletePersonTerms, insertPersonTerms, type PersonTerm } from '../../storage/person-search.js'
import type { StoredPerson } from '../../storage/persons.js'
import type { PersonChange } from '../linking/save-people.js'

/** Keeps the words by which persons are found in step with the values that they show. */
export async function savePersonTerms(tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  const gone: PersonTerm[] = []
  const added: PersonTerm[] = []
  for (const { before, after } of changes) {
    if (before?.golden === after.golden) continue
    const old = before === undefined ? [] : termsOf(before)
    const now = termsOf(after)
    gone.push(...old.filter((term) => !isAmong(now, term)))
    added.push(...now.filter((term) => !isAmong(old, term)))
  }
  await Promise.all([deletePersonTerms(tx, gone), insertPersonTerms(tx, added)])
}

/** The terms of a stored person; one who is not live shows no values and has none. */
export function termsOf({ id, golden }: Pick<StoredPerson, 'id' | 'golden'>): readonly PersonTerm[] {
  const { name, phone, village_code } = JSON.parse(golden) as PackedGolden
  const village = village_code?.[0] ?? ''
  const words = [
    ...(name === undefined ? [] : nameTerms(name[0])),
    ...(phone === undefined ? [] : [phoneTerm(phone[0])]),
  ]
  return words.map((term) => ({ term, village, personId: id }))
}

function isAmong(terms: readonly PersonTerm[], { term, village }: PersonTerm): boolean {
  return terms.some((other) => other.term === term && other.village === village)
}
