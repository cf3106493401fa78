/** Groups conflicts by their persons. */
export function conflictsByPerson<Conflict extends { readonly personIds: readonly string[] }>(
  conflicts: readonly Conflict[],
): ReadonlyMap<string, readonly Conflict[]> {
  const byPerson = new Map<string, Conflict[]>()
  for (const conflict of conflicts) {
    for (const person of conflict.personIds) {
      const known = byPerson.get(person)
      if (known === undefined) byPerson.set(person, [conflict])
      else known.push(conflict)
    }
  }
  return byPerson
}
