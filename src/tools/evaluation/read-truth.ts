import { readCsv } from './read-csv.js'
import { UsageError } from '../command/usage-error.js'

/** Reads the person of each record as a number, in the order of `ids`. Throws a UsageError where a record has no person. */
export async function readTruth(file: string, ids: readonly string[]): Promise<Uint32Array> {
  const rows = new Map(ids.map((id, row) => [id, row]))
  const persons = new Map<string, number>()
  const personOf = new Uint32Array(ids.length)
  const isKnown = new Uint8Array(ids.length)
  await readCsv(file, {
    required: ['record_id', 'person_id'],
    onRow: ({ record_id: id = '', person_id: person = '' }) => {
      const row = rows.get(id)
      if (row === undefined) return
      const number = persons.get(person) ?? persons.size
      persons.set(person, number)
      personOf[row] = number
      isKnown[row] = 1
    },
  })
  const unknown = isKnown.indexOf(0)
  if (unknown >= 0) throw new UsageError(`${file} names no person for the record ${ids[unknown] ?? ''}`)
  return personOf
}
