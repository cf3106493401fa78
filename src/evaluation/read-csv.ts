import { createReadStream } from 'node:fs'
import Papa from 'papaparse'
import { UsageError } from '../command/usage-error.js'

/** A row of a CSV file by its column names. */
export type CsvRow = Readonly<Record<string, string>>

export interface CsvOptions {
  /** Columns that must be there; a missing one is refused with a sentence that names it. */
  readonly required: readonly string[]
  readonly onRow: (row: CsvRow) => void
}

const CHUNK_BYTES = 1 << 20

/** Streams a CSV file with a header row row by row. Throws a UsageError that says what is wrong with the file, and where. */
export async function readCsv(file: string, options: CsvOptions): Promise<void> {
  const rows = new RowReader(file, options)
  const input = createReadStream(file, { encoding: 'utf8', highWaterMark: CHUNK_BYTES })
  let refusal: Error | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      input.on('error', reject)
      // papaparse swallows what its callbacks throw, so the first error is kept and the stream is ended by it. The last
      // rows come when the stream has ended already, so `complete` asks for it too.
      Papa.parse<string[]>(input, {
        skipEmptyLines: true,
        chunk: ({ data, errors }) => {
          try {
            rows.read(data, errors)
          } catch (error) {
            refusal ??= error as Error
            input.destroy(refusal)
          }
        },
        complete: () => {
          if (refusal === undefined) resolve()
          else reject(refusal)
        },
        error: reject,
      })
    })
  } catch (error) {
    throw readableError(error, file)
  }
  rows.end()
}

/** Turns the cells of chunks into rows by the header, and refuses what cannot be a table. */
class RowReader {
  readonly #file: string
  readonly #options: CsvOptions
  #header: readonly string[] | undefined
  #line = 0

  constructor(file: string, options: CsvOptions) {
    this.#file = file
    this.#options = options
  }

  read(data: readonly string[][], errors: readonly Papa.ParseError[]): void {
    const [error] = errors.filter(({ type }) => type === 'Quotes')
    if (error !== undefined) {
      throw new UsageError(
        `${this.#file} is not a readable CSV file: ${error.message} (row ${this.#line + (error.row ?? 0) + 1})`,
      )
    }
    for (const values of data) {
      this.#line += 1
      if (this.#header === undefined) this.#header = checkHeader(values, this.#options.required, this.#file)
      else this.#options.onRow(this.#toRow(this.#header, values))
    }
  }

  end(): void {
    if (this.#header === undefined) throw new UsageError(`${this.#file} is empty; it must begin with a header row`)
  }

  #toRow(header: readonly string[], values: readonly string[]): CsvRow {
    if (values.length !== header.length) {
      throw new UsageError(
        `${this.#file} has ${values.length} fields in row ${this.#line}, where the header has ${header.length}`,
      )
    }
    const row: Record<string, string> = {}
    for (let at = 0; at < header.length; at += 1) row[header[at] ?? ''] = values[at] ?? ''
    return row
  }
}

const BYTE_ORDER_MARK = '\uFEFF'

function checkHeader(values: readonly string[], required: readonly string[], file: string): readonly string[] {
  const header = values.map((name) => (name.startsWith(BYTE_ORDER_MARK) ? name.slice(1) : name).trim())
  const twice = header.find((name, at) => header.indexOf(name) !== at)
  if (twice !== undefined) throw new UsageError(`${file} has the column ${twice} twice`)
  const missing = required.filter((name) => !header.includes(name))
  if (missing.length === 0) return header
  const noun = missing.length === 1 ? 'column' : 'columns'
  throw new UsageError(`${file} lacks the ${noun} ${missing.join(', ')}; it has ${header.join(', ')}`)
}

function readableError(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return new UsageError(`${file} does not exist`)
  if (code === 'EISDIR' || code === 'EACCES') return new UsageError(`${file} cannot be read as a file`)
  return error
}
