import { type AreaPrefix, liesIn } from '../context/area-scope.js'
import { readerOf } from '../batched-reads/registry-reader.js'
import type { Registry } from '../context/registry.js'
import { getPerson, type PersonFate } from './get-persons.js'

/** A person, or what became of the id; looked up together with those that others ask for at the same time. */
export async function findPerson(registry: Registry, id: string, area: AreaPrefix): Promise<PersonFate> {
  const fate = await readerOf(registry).person(id)
  if (area === undefined || fate.kind === 'unknown') return fate
  if (fate.kind !== 'live') return getPerson(registry.database.conn, id, area)
  return liesIn(fate.found.golden.village_code?.value, area) ? fate : { kind: 'unknown' }
}
