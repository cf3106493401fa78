import { createReadStream } from 'node:fs'
import { UsageError } from '../command/usage-error.js'
import { CsvError } from '../../csv/csv-error.js'
import { CsvTable, type CsvTableOptions } from '../../csv/csv-table.js'

const CHUNK_BYTES = 1 << 20

/** Streams a CSV file with a header, row by row. Throws a UsageError with the fault and its position in the file. */
export async function readCsv(file: string, options: Omit<CsvTableOptions, 'name'>): Promise<void> {
  const table = new CsvTable({ name: file, ...options })
  const pieces: AsyncIterable<string> = createReadStream(file, { encoding: 'utf8', highWaterMark: CHUNK_BYTES })
  try {
    for await (const text of pieces) table.push(text)
    table.end()
  } catch (error) {
    throw readableError(error, file)
  }
}

function readableError(error: unknown, file: string): unknown {
  if (error instanceof CsvError) return new UsageError(error.message)
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return new UsageError(`${file} does not exist`)
  if (code === 'EISDIR' || code === 'EACCES') return new UsageError(`${file} cannot be read as a file`)
  return error
}
