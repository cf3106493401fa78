import Papa from 'papaparse'
import { CsvError } from './csv-error.js'

/**
 * Receives the cells of a row and its number. The first row of the text is 1; blank rows are counted but not passed on.
 */
export type OnCells = (cells: readonly string[], number: number) => void

/** Longest row in characters. Without a limit, an open quote would swallow the rest of a large file. */
const LONGEST_ROW = 1 << 20
const ENDLESS_ROW = `More than ${LONGEST_ROW} characters without an end of the row, as after an open quote`

const SEPARATORS = [',', ';', '|', '\t']
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Parses CSV text in pieces and passes on complete rows. The separator is the one that cuts the first row into most
 * cells. Throws a CsvError for text that is not UTF-8, misplaced quotes, and a row without end.
 */
export class CsvRows {
  readonly #name: string
  readonly #onCells: OnCells
  #parser: Papa.Parser | undefined
  #unread = ''
  #isBegun = false
  #count = 0

  /** `name` is the file name used in errors. */
  constructor(name: string, onCells: OnCells) {
    this.#name = name
    this.#onCells = onCells
  }

  push(text: string): void {
    // Spreadsheets save "Unicode text" as UTF-16, which contains zeros when read as UTF-8.
    if (text.includes('\0')) throw new CsvError(`${this.#name} is not text in UTF-8 (after row ${this.#count})`)
    this.#unread += this.#isBegun || !text.startsWith(BYTE_ORDER_MARK) ? text : text.slice(1)
    this.#isBegun ||= text !== ''
    this.#parser ??= parserFor(completeFirstRow(this.#unread))
    if (this.#parser !== undefined) this.#read(this.#parser, 'more follows')
    if (this.#unread.length > LONGEST_ROW) throw this.#malformed(ENDLESS_ROW, this.#count + 1)
  }

  /** Parses the last row, which may lack a line end. */
  end(): void {
    const parser = this.#parser ?? parserFor(this.#unread)
    if (parser !== undefined) this.#read(parser, 'all is there')
  }

  #read(parser: Papa.Parser, state: 'more follows' | 'all is there'): void {
    const { data, errors, meta } = parser.parse(this.#unread, 0, state === 'more follows') as Papa.ParseResult<string[]>
    // Only errors in complete rows count: the incomplete row is parsed again with the next piece.
    const error = errors.find(({ row = 0 }) => row < data.length)
    if (error !== undefined) throw this.#malformed(error.message, this.#count + (error.row ?? 0) + 1)
    this.#unread = this.#unread.slice(meta.cursor)
    for (const cells of data) {
      this.#count += 1
      trimLineEnd(cells)
      if (cells.length > 1 || cells[0] !== '') this.#onCells(cells, this.#count)
    }
  }

  #malformed(reason: string, row: number): CsvError {
    return new CsvError(`${this.#name} is not a readable CSV file: ${reason} (row ${row})`)
  }
}

/** Lines may end in \n or \r\n, even within one file that was joined from two. */
function trimLineEnd(cells: string[]): void {
  const last = cells.length - 1
  const cell = cells[last]
  if (cell?.endsWith('\r')) cells[last] = cell.slice(0, -1)
}

/**
 * Only papaparse's parser is used: its streams hold an unfinished row of any length and reject a quote that a piece
 * separates from its \r\n.
 */
function parserFor(firstRow: string | undefined): Papa.Parser | undefined {
  if (firstRow === undefined) return undefined
  const { delimiter } = Papa.parse(firstRow.trim(), { delimitersToGuess: SEPARATORS, preview: 1 }).meta
  return new Papa.Parser({ delimiter, newline: firstRow.endsWith('\r') ? '\r' : '\n' })
}

const QUOTE = '"'
/** A quote opens a quoted part only at the beginning of a cell or after another quote. */
const BEFORE_QUOTES = [...SEPARATORS, QUOTE, '']

/**
 * Returns the first row that is not blank, with its line end (\r only if no \n follows); undefined until it is
 * complete. A column name may hold quoted line breaks.
 */
function completeFirstRow(text: string): string | undefined {
  const start = text.search(/[^\r\n]/)
  if (start < 0) return undefined
  let isQuoted = false
  // A \r at the end of a piece may have its \n in the next.
  for (let at = start; at < text.length - 1; at += 1) {
    const char = text[at] ?? ''
    if (char === QUOTE) isQuoted = !isQuoted && BEFORE_QUOTES.includes(at === start ? '' : (text[at - 1] ?? ''))
    if (isQuoted || (char !== '\n' && char !== '\r')) continue
    return text.slice(start, char + (text[at + 1] ?? '') === '\r\n' ? at + 2 : at + 1)
  }
  return undefined
}
