import type { Separator } from '../schema/profile.js'
import { addBlank } from './blank-rows.js'
import type { FileItem, Limits, RowError } from './file-item.js'
import { fieldTooLong, rowTooLong } from './row-errors.js'

/** Smaller texts are collected before they are split, so that a stream of tiny chunks costs no more than one of large ones. */
const WORTH_SPLITTING = 1 << 15
const ITEMS_AT_ONCE = 16
const QUOTE = '"'
const CARRIAGE_RETURN_AND_END = '\r\n'

export interface CsvForm {
  readonly separator: Separator
  readonly lineEnd: '\n' | '\r'
}

/** A row's cells, its error, or undefined where more text is needed. `next` is the position to read on from. */
type Reading =
  | { readonly cells: readonly string[]; readonly next: number }
  | { readonly code: CsvErrorCode; readonly next: number }
  | undefined

type CsvErrorCode = 'FIELD_TOO_LONG' | 'ROW_TOO_LONG' | 'QUOTE_UNCLOSED' | 'QUOTE_MISPLACED'

const QUOTE_DETAILS = {
  QUOTE_UNCLOSED: 'A quote is opened but not closed. Close it, and double the quotes inside a field.',
  QUOTE_MISPLACED: 'Text follows a closing quote. Double the quotes inside a field.',
} as const

/**
 * Splits a stream of CSV text into rows (RFC 4180, any separator; quotes inside unquoted fields are kept). CSV libraries
 * read a whole field before they apply limits, and lose everything after an unclosed quote. Here memory is bounded by the
 * row limit, and a row that cannot be read costs one line.
 */
export class CsvSplitter {
  #text = ''
  /** The characters that came since the text was last split: a long row is not read again for each of its pieces. */
  #unsplit = 0
  #line = 1
  /** Inside a line that is too long: the text up to its end is skipped. */
  #isSkipping = false
  readonly #form: CsvForm
  readonly #limits: Limits

  constructor(form: CsvForm, limits: Limits) {
    this.#form = form
    this.#limits = limits
  }

  /** Adds text and yields the complete rows. */
  *push(text: string): Generator<FileItem, void> {
    this.#text += text
    this.#unsplit += text.length
    if (this.#unsplit >= Math.min(WORTH_SPLITTING, this.#limits.row)) yield* this.#split(false)
  }

  /** Yields the rest at the end of the file. */
  end(): Generator<FileItem, void> {
    return this.#split(true)
  }

  *#split(isLast: boolean): Generator<FileItem, void> {
    const text = this.#text
    const items: FileItem[] = []
    let at = this.#isSkipping ? this.#skipLine(0) : 0
    this.#line += this.#linesBetween(0, at)
    while (at < text.length) {
      const empty = this.#countEmptyLines(at)
      if (empty.count > 0) {
        addBlank(items, this.#line, empty.count)
        this.#line += empty.count
        at = empty.next
        continue
      }
      const reading = this.#readRow(at, isLast)
      if (reading === undefined) break
      const line = this.#line
      const from = at
      this.#isSkipping = reading.next > text.length
      at = Math.min(reading.next, text.length)
      this.#line += this.#linesBetween(from, at)
      const isBlank = 'cells' in reading && isBlankRow(reading.cells)
      if (isBlank) addBlank(items, line)
      else items.push(this.#itemOf(reading, line))
      if (isBlank || items.length < ITEMS_AT_ONCE) continue
      yield* items
      items.length = 0
    }
    yield* items
    this.#text = text.slice(at)
    this.#unsplit = 0
  }

  /** Lines without any character, which a file of millions of them has little else of. */
  #countEmptyLines(from: number): { readonly count: number; readonly next: number } {
    const { lineEnd } = this.#form
    let count = 0
    let next = from
    for (; ; count++) {
      if (this.#text.startsWith(lineEnd, next)) next++
      else if (this.#text.startsWith(CARRIAGE_RETURN_AND_END, next) && lineEnd === '\n') next += 2
      else return { count, next }
    }
  }

  #itemOf(reading: NonNullable<Reading>, line: number): FileItem {
    if ('code' in reading) return { kind: 'fault', line, error: this.#errorOf(reading.code) }
    return { kind: 'cells', line, cells: reading.cells }
  }

  #errorOf(code: CsvErrorCode): RowError {
    if (code === 'FIELD_TOO_LONG') return fieldTooLong(this.#limits)
    return code === 'ROW_TOO_LONG' ? rowTooLong(this.#limits) : { code, detail: QUOTE_DETAILS[code] }
  }

  #skipLine(from: number): number {
    const end = this.#text.indexOf(this.#form.lineEnd, from)
    this.#isSkipping = end === -1
    return end === -1 ? this.#text.length : end + 1
  }

  #linesBetween(from: number, to: number): number {
    let lines = 0
    for (let at = this.#text.indexOf(this.#form.lineEnd, from); at !== -1 && at < to; lines++) {
      at = this.#text.indexOf(this.#form.lineEnd, at + 1)
    }
    return lines
  }

  #readRow(start: number, isLast: boolean): Reading {
    const end = this.#lineEndFrom(start)
    if (end === -1 && !isLast) {
      return this.#text.length - start > this.#limits.row ? this.#tooLong(start, this.#text.length) : undefined
    }
    const stop = end === -1 ? this.#text.length : end
    if (stop - start > this.#limits.row) return this.#tooLong(start, stop)
    const line = this.#text.slice(start, stop)
    if (line.includes(QUOTE)) return this.#readQuotedRow(start, isLast)
    const cells = withoutCarriageReturn(line).split(this.#form.separator)
    const isTooLong = line.length > this.#limits.field && cells.some((cell) => cell.length > this.#limits.field)
    return isTooLong ? { code: 'FIELD_TOO_LONG', next: stop + 1 } : { cells, next: stop + 1 }
  }

  /** A `next` beyond the text means that the rest of the line is skipped when it arrives. */
  #tooLong(start: number, stop: number): Reading {
    const cells = this.#text.slice(start, stop).split(this.#form.separator)
    const isField = cells.some((cell) => cell.length > this.#limits.field)
    return { code: isField ? 'FIELD_TOO_LONG' : 'ROW_TOO_LONG', next: stop + 1 }
  }

  #lineEndFrom(at: number): number {
    return this.#text.indexOf(this.#form.lineEnd, at)
  }

  #readQuotedRow(start: number, isLast: boolean): Reading {
    const cells: string[] = []
    let at = start
    for (;;) {
      const field = this.#text.startsWith(QUOTE, at) ? this.#readQuoted(at, isLast) : this.#readBare(at, isLast)
      const isOverlong = this.#text.length - start > this.#limits.row
      if (field === undefined) return isOverlong ? { code: 'ROW_TOO_LONG', next: this.#nextLine(at) } : undefined
      if ('code' in field) return field
      if (field.next - start > this.#limits.row) return { code: 'ROW_TOO_LONG', next: this.#nextLine(at) }
      cells.push(field.cell)
      if (field.isLastOfRow) return { cells, next: field.next }
      at = field.next
    }
  }

  #nextLine(at: number): number {
    const end = this.#lineEndFrom(at)
    return end === -1 ? this.#text.length + 1 : end + 1
  }

  #readBare(at: number, isLast: boolean): Field | undefined {
    const lineEnd = this.#lineEndFrom(at)
    if (lineEnd === -1 && !isLast) return undefined
    const stop = lineEnd === -1 ? this.#text.length : lineEnd
    const separator = this.#text.indexOf(this.#form.separator, at)
    if (separator !== -1 && separator < stop)
      return { cell: this.#text.slice(at, separator), next: separator + 1, isLastOfRow: false }
    return { cell: withoutCarriageReturn(this.#text.slice(at, stop)), next: stop + 1, isLastOfRow: true }
  }

  #readQuoted(open: number, isLast: boolean): Field | { code: CsvErrorCode; next: number } | undefined {
    const text = this.#text
    const close = this.#closingQuote(open)
    const isIncomplete = close === -1 || (close >= text.length - 2 && !isLast)
    if (isIncomplete && !isLast && text.length - open <= this.#limits.field + 2) return undefined
    if (close === -1 || close - open - 1 > this.#limits.field) return this.#unclosed(open)
    const cell = text.slice(open + 1, close).replaceAll('""', QUOTE)
    const after = text.charAt(close + 1)
    if (after === this.#form.separator) return { cell, next: close + 2, isLastOfRow: false }
    if (after === this.#form.lineEnd || after === '') return { cell, next: close + 2, isLastOfRow: true }
    if (after === '\r' && (close + 2 === text.length || text.charAt(close + 2) === '\n'))
      return { cell, next: close + 3, isLastOfRow: true }
    return this.#lineEndFrom(open) < close
      ? this.#unclosed(open)
      : { code: 'QUOTE_MISPLACED', next: this.#nextLine(open) }
  }

  #unclosed(open: number): { code: CsvErrorCode; next: number } {
    const end = this.#lineEndFrom(open)
    const isOneLine = (end === -1 ? this.#text.length : end) - open > this.#limits.field
    return { code: isOneLine ? 'FIELD_TOO_LONG' : 'QUOTE_UNCLOSED', next: this.#nextLine(open) }
  }

  #closingQuote(open: number): number {
    let at = this.#text.indexOf(QUOTE, open + 1)
    while (at !== -1 && this.#text.startsWith(QUOTE, at + 1)) at = this.#text.indexOf(QUOTE, at + 2)
    return at
  }
}

interface Field {
  readonly cell: string
  readonly next: number
  readonly isLastOfRow: boolean
}

function withoutCarriageReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** Spreadsheets leave rows of bare separators below a table. */
function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}
