import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvRow } from '../../csv/csv-row.js'

/** Writes `record_id,cluster_id` for every record; the cluster id is the id of its first record. */
export async function writeLinks(file: string, ids: readonly string[], clusterOf: Uint32Array): Promise<void> {
  await pipeline(Readable.from(lines(ids, clusterOf)), createWriteStream(file))
}

function* lines(ids: readonly string[], clusterOf: Uint32Array): Generator<string> {
  yield csvRow(['record_id', 'cluster_id'], ',')
  for (let row = 0; row < ids.length; row += 1) {
    yield csvRow([ids[row] ?? '', ids[clusterOf[row] ?? 0] ?? ''], ',')
  }
}
