import type { ApiClient } from './api-client.js'
import { Household, type Link, shownText } from './api-schemas.js'
import type { PrintLine } from './send-batches.js'

/** Prints the household with records of the most sources: its members, and the sources of each. */
export async function showHousehold(reader: ApiClient, links: readonly Link[], print: PrintLine): Promise<void> {
  const id = householdInMostSources(links)
  if (id === undefined) return
  const { members, kk, desil, reason, size, counted_persons } = await reader.get(`/v1/households/${id}`, Household)
  print(
    `One household: KK ${shownText(kk?.value ?? 'unknown')}, desil ${desil?.value ?? 'unknown'}, ${size} persons, ${reason}.`,
  )
  for (const { name, nik, birth_date, relation, sources, record_count } of members) {
    const person = `${name ?? 'nameless'}, ${relation ?? 'relation unknown'}, born ${birth_date ?? 'unknown'}`
    print(`  ${person}, NIK ${shownText(nik ?? 'none')}: ${record_count} rows in ${sources.join(', ')}`)
  }
  print(`  Bantu Umak counts ${counted_persons ?? 'no rule for so many'} of them.`)
}

/** Of several the first by id, so that the result does not depend on the order of the export. */
function householdInMostSources(links: readonly Link[]): string | undefined {
  const sources = new Map<string, Set<string>>()
  for (const { household_id: id, source } of links)
    if (id !== null) sources.set(id, (sources.get(id) ?? new Set()).add(source))
  const most = Math.max(0, ...[...sources.values()].map(({ size }) => size))
  return [...sources.keys()].sort().find((id) => sources.get(id)?.size === most)
}
