import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Writes `record_id,cluster_id` for every record; a cluster is named by the first of its records. */
export async function writeLinks(file: string, ids: readonly string[], clusterOf: Uint32Array): Promise<void> {
  await pipeline(Readable.from(lines(ids, clusterOf)), createWriteStream(file))
}

function* lines(ids: readonly string[], clusterOf: Uint32Array): Generator<string> {
  yield 'record_id,cluster_id\n'
  for (let row = 0; row < ids.length; row += 1) {
    yield `${quoted(ids[row] ?? '')},${quoted(ids[clusterOf[row] ?? 0] ?? '')}\n`
  }
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
