import { createReadStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { UsageError } from './usage-error.js'

/** A row of a CSV file by its column names. */
export type CsvRow = Readonly<Record<string, string>>

export interface CsvOptions {
  /** Columns that must be there; a missing one is refused with a sentence that names it. */
  readonly required: readonly string[]
  readonly onRow: (row: CsvRow) => void
}

/** Streams a CSV file with a header row by row. Throws a UsageError that says what is wrong with the file, and where. */
export async function readCsv(file: string, { required, onRow }: CsvOptions): Promise<void> {
  let header: readonly string[] | undefined
  const parser = parse({
    bom: true,
    skip_empty_lines: true,
    relax_quotes: true,
    on_record: (values: string[]) => {
      if (header === undefined) {
        header = checkHeader(values, required, file)
        return undefined
      }
      onRow(toRow(header, values))
      return undefined
    },
  })
  const input = createReadStream(file)
  input.on('error', (error) => parser.destroy(error))
  input.pipe(parser).resume()
  try {
    await finished(parser)
  } catch (error) {
    throw readableError(error, file)
  }
  if (header === undefined) throw new UsageError(`${file} is empty; it must begin with a header row`)
}

function toRow(header: readonly string[], values: readonly string[]): CsvRow {
  const row: Record<string, string> = {}
  for (let at = 0; at < header.length; at += 1) row[header[at] ?? ''] = values[at] ?? ''
  return row
}

function checkHeader(header: readonly string[], required: readonly string[], file: string): readonly string[] {
  const twice = header.find((name, at) => header.indexOf(name) !== at)
  if (twice !== undefined) throw new UsageError(`${file} has the column ${twice} twice`)
  const missing = required.filter((name) => !header.includes(name))
  if (missing.length === 0) return header
  const noun = missing.length === 1 ? 'column' : 'columns'
  throw new UsageError(`${file} lacks the ${noun} ${missing.join(', ')}; it has ${header.join(', ')}`)
}

function readableError(error: unknown, file: string): unknown {
  if (error instanceof UsageError) return error
  if (error instanceof CsvError) return new UsageError(`${file} is not a readable CSV file: ${error.message}`)
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return new UsageError(`${file} does not exist`)
  if (code === 'EISDIR' || code === 'EACCES') return new UsageError(`${file} cannot be read as a file`)
  return error
}
