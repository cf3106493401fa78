import type { ApiClient } from './api-client.js'
import { Household, type Link } from './answers.js'
import type { Say } from './deliver-lists.js'

/** Shows the household of whoever is in the most lists: who lives in it, and which lists say so. */
export async function showHousehold(reader: ApiClient, links: readonly Link[], say: Say): Promise<void> {
  const id = householdInMostLists(links)
  if (id === undefined) return
  const { members, kk, desil, reason, size, counted_persons } = await reader.get(`/v1/households/${id}`, Household)
  say(`One household: KK ${kk?.value ?? 'unknown'}, desil ${desil?.value ?? 'unknown'}, ${size} persons, ${reason}.`)
  for (const { name, nik, birth_date, relation, sources, record_count } of members) {
    const who = `${name ?? 'nameless'}, ${relation ?? 'relation unknown'}, born ${birth_date ?? 'unknown'}`
    say(`  ${who}, NIK ${nik ?? 'none'}: ${record_count} rows in ${sources.join(', ')}`)
  }
  say(`  Bantu Umak counts ${counted_persons ?? 'no rule for so many'} of them.`)
}

/** Of several the first by id, so that the choice does not depend on the order of the export. */
function householdInMostLists(links: readonly Link[]): string | undefined {
  const lists = new Map<string, Set<string>>()
  for (const { household_id: id, source } of links)
    if (id !== null) lists.set(id, (lists.get(id) ?? new Set()).add(source))
  const most = Math.max(0, ...[...lists.values()].map(({ size }) => size))
  return [...lists.keys()].sort().find((id) => lists.get(id)?.size === most)
}
