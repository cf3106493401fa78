export function conflictsByPerson<Conflict extends { readonly personIds: readonly string[] }>(
  conflicts: readonly Conflict[],
): ReadonlyMap<string, readonly Conflict[]> {
  const byPerson = new Map<string, Conflict[]>()
  for (const conflict of conflicts) {
    for (const person of conflict.personIds) {
      const group = byPerson.get(person)
      if (group === undefined) byPerson.set(person, [conflict])
      else group.push(conflict)
    }
  }
  return byPerson
}
