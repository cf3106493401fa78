import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readCsv } from './read-csv.js'

/** The labels of each row, in the order of the record ids. */
export interface ReadKinds {
  readonly kinds: readonly (readonly string[])[]
  readonly traits: readonly (readonly string[])[]
}

/** The file of kinds that was named, or the one that the generator wrote beside the truth, if any. */
export function kindsFileOf({
  kinds,
  truth,
}: {
  readonly kinds: string | undefined
  readonly truth: string
}): string | undefined {
  const beside = join(dirname(truth), 'kinds.csv')
  return kinds ?? (existsSync(beside) ? beside : undefined)
}

/** Reads what was done to each record, and the traits of its person. A record that the file does not name has none. */
export async function readKinds(file: string, ids: readonly string[]): Promise<ReadKinds> {
  const rows = new Map(ids.map((id, row) => [id, row]))
  const kinds: (readonly string[])[] = ids.map(() => [])
  const traits: (readonly string[])[] = ids.map(() => [])
  await readCsv(file, {
    required: ['record_id', 'kinds'],
    onRow: ({ record_id: id = '', kinds: ofRecord = '', traits: ofPerson = '' }) => {
      const row = rows.get(id)
      if (row === undefined) return
      kinds[row] = words(ofRecord)
      traits[row] = words(ofPerson)
    },
  })
  return { kinds, traits }
}

function words(text: string): readonly string[] {
  return text.split('|').filter((word) => word !== '')
}
