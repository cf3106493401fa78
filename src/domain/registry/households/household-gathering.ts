/** Gathers things by a value of theirs; values and things keep the order in which they came. */
export function gatherBy<Thing, Value>(
  things: Iterable<Thing>,
  valueOf: (thing: Thing) => Value,
): ReadonlyMap<Value, readonly Thing[]> {
  const gathered = new Map<Value, Thing[]>()
  for (const thing of things) {
    const value = valueOf(thing)
    const others = gathered.get(value)
    if (others === undefined) gathered.set(value, [thing])
    else others.push(thing)
  }
  return gathered
}
