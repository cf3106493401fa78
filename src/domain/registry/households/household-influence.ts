import type { HouseholdJudgements } from './household-judgement.js'

/** Returns the persons that share a family with a person, before or after a change. */
export type CoMembersOf = (person: string) => Iterable<string>

/**
 * Returns the persons whose household key a change can alter: the changed persons (records or judgements), their
 * co-members, and all persons joined to these by `same` judgements. Only the households of their former and present
 * keys need to be derived again.
 */
export function influencedBy(
  changed: Iterable<string>,
  coMembersOf: CoMembersOf,
  judgements: HouseholdJudgements,
): ReadonlySet<string> {
  const reached = new Set<string>(changed)
  for (const person of [...reached]) for (const other of coMembersOf(person)) reached.add(other)
  for (const person of [...reached]) for (const other of judgements.joinedWith(person)) reached.add(other)
  return reached
}
