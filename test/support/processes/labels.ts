import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'

/** The labels of a record: its person, and the household of that person now. */
export interface Label {
  readonly person: string
  readonly household: string
}

/** The truth of each list's rows in their order. */
export function readLabels(folder: string): ReadonlyMap<string, readonly Label[]> {
  const labels = new Map(
    rowsOf(join(folder, 'truth.csv')).map((row) => [
      row.record_id ?? '',
      { person: row.person_id ?? '', household: row.household_id_now ?? '' },
    ]),
  )
  const bySource = new Map<string, Label[]>()
  for (const { record_id: id = '', source = '' } of rowsOf(join(folder, 'flat.csv'))) {
    const label = labels.get(id)
    const known = bySource.get(source)
    if (label !== undefined && known === undefined) bySource.set(source, [label])
    else if (label !== undefined) known?.push(label)
  }
  return bySource
}

function rowsOf(file: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data
}

/** Names as numbers, equal where the names are. */
export function numbered(names: readonly string[]): Uint32Array {
  const known = new Map<string, number>()
  for (const name of names) if (!known.has(name)) known.set(name, known.size)
  return Uint32Array.from(names, (name) => known.get(name) ?? 0)
}
