import type { HouseholdJudgements } from './household-judgement.js'

/** Gives the persons who have a record in a list family with one of a person's, before or after a change. */
export type CoMembersOf = (person: string) => Iterable<string>

/**
 * Gives the persons whose household key a change can alter: the changed (their records, or a judgement that names them),
 * their co-members, and whom `same` joins to either. Only the households of these persons' former and present keys need
 * to be formed anew.
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
