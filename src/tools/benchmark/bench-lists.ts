import { createWriteStream, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { csvRow } from '../../csv/csv-row.js'
import { RECORD_FIELDS } from '../../domain/registry/records/canonical-record.js'
import type { FlatRecord } from '../synthetic/population/record.js'
import { generateRecords } from '../synthetic/records.js'

/** One source's generated list in canonical columns. */
export interface BenchList {
  readonly source: string
  readonly file: string
  readonly rows: number
}

/** The generated lists, and a sample of their records for queries. */
export interface BenchLists {
  readonly lists: readonly BenchList[]
  readonly sample: readonly FlatRecord[]
}

const SEED = 7
const LARGEST_SAMPLE = 4000
/** The characters collected before they are written. */
const CHUNK = 1 << 18

/** Writes generated records of seven sources into one CSV file for each; the same records in every run. */
export async function writeBenchLists(records: number, folder: string): Promise<BenchLists> {
  const files = new Map<string, OpenList>()
  const sample: FlatRecord[] = []
  const stride = Math.ceil(records / LARGEST_SAMPLE)
  let count = 0
  for (const { flat } of generateRecords({ records, seed: SEED })) {
    if (count++ % stride === 0) sample.push(flat)
    let list = files.get(flat.source)
    if (list === undefined) {
      list = openList(join(folder, `${flat.source}.csv`))
      files.set(flat.source, list)
    }
    list.rows += 1
    list.text += csvRow(
      RECORD_FIELDS.map((field) => flat[field]),
      ',',
    )
    if (list.text.length >= CHUNK) await flush(list)
  }
  for (const list of files.values()) {
    list.stream.end(list.text)
    await finished(list.stream)
  }
  return { lists: [...files].map(([source, { file, rows }]) => ({ source, file, rows })), sample }
}

interface OpenList {
  readonly file: string
  readonly stream: WriteStream
  text: string
  rows: number
}

function openList(file: string): OpenList {
  return { file, stream: createWriteStream(file), text: csvRow(RECORD_FIELDS, ','), rows: 0 }
}

async function flush(list: OpenList): Promise<void> {
  const { text } = list
  list.text = ''
  if (!list.stream.write(text)) await once(list.stream, 'drain')
}
