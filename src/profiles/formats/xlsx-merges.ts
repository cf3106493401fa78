import type { Readable } from 'node:stream'
import { UnreadableFile } from './unreadable-file.js'
import { columnOf } from './xlsx-cell.js'

/** Cells merged over several rows; `top` and `bottom` count rows from 1, `left` columns from 0. */
export interface MergedRows {
  readonly top: number
  readonly bottom: number
  readonly left: number
}

const LARGEST_LIST_CHARACTERS = 1 << 26
const OPENING = /<(?:\w+:)?mergeCells\b/
const CLOSING = /<\/(?:\w+:)?mergeCells\s*>/
/** No opening tag is longer, so a tail of so many characters misses none that two pieces share. */
const LONGEST_TAG = 100
const RANGE = /<(?:\w+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})["']/g

/** The columns of a row, and how many ranges may be kept. */
export interface MergeBounds {
  readonly columns: number
  readonly most: number
}

/**
 * Returns the ranges of a sheet that cover several rows, by their first row, without those that begin beyond the columns.
 * They stand behind all rows of the sheet, so they are searched for before it is read: a search costs a tenth of parsing.
 * Throws an UnreadableFile where they are too many.
 */
export async function readMergedRows(stream: Readable, bounds: MergeBounds): Promise<readonly MergedRows[]> {
  const list = await readList(stream)
  const found: MergedRows[] = []
  for (const [, letters = '', first, last] of list.matchAll(RANGE)) {
    const [top, bottom, left] = [Number(first), Number(last), columnOf(letters)]
    if (left === undefined || left >= bounds.columns || bottom <= top) continue
    if (found.length >= bounds.most) throw tooMany()
    found.push({ top, bottom, left })
  }
  return found.sort((a, b) => a.top - b.top || a.left - b.left)
}

/** Returns the text of the element `mergeCells`, '' where the sheet has none. */
async function readList(stream: Readable): Promise<string> {
  stream.setEncoding('utf8')
  const pieces: string[] = []
  let characters = 0
  let tail = ''
  try {
    for await (const piece of stream as AsyncIterable<string>) {
      const text = tail + piece
      tail = text.slice(-LONGEST_TAG)
      const start = pieces.length > 0 ? 0 : text.search(OPENING)
      if (start === -1) continue
      pieces.push(pieces.length > 0 ? piece : text.slice(start))
      characters += piece.length
      if (characters > LARGEST_LIST_CHARACTERS) throw tooMany()
      if (CLOSING.test(text.slice(start))) break
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('XLSX_UNREADABLE', 'A part of the workbook cannot be unpacked.')
  }
  return pieces.join('')
}

function tooMany(): UnreadableFile {
  return new UnreadableFile('XLSX_TOO_LARGE', 'The sheet has too many merged cells. Send it as CSV.')
}

/** The value of a merged range for the rows below its first one. */
interface Value {
  readonly top: number
  readonly bottom: number
  readonly text: string
  readonly isNumber: boolean
}

/**
 * Repeats the value of merged cells in each row that they cover, as a reader sees it: a family card merged over the
 * members of the family. Columns are not filled: the value belongs to the first one.
 */
export class MergeFiller {
  #next = 0
  readonly #merges: readonly MergedRows[]
  /** By column. */
  readonly #values = new Map<number, Value>()

  constructor(merges: readonly MergedRows[]) {
    this.#merges = merges
  }

  /** Fills the blank cells of a row in place; rows come in their order. Returns the characters added. */
  fill(line: number, cells: string[], numbers: number[]): number {
    for (let merge = this.#merges[this.#next]; merge !== undefined && merge.top <= line;) {
      const text = merge.top === line ? (cells[merge.left] ?? '') : ''
      this.#values.set(merge.left, { ...merge, text, isNumber: numbers.includes(merge.left) })
      merge = this.#merges[++this.#next]
    }
    let added = 0
    for (const [left, value] of this.#values) {
      if (line > value.bottom) this.#values.delete(left)
      else if (line > value.top && (cells[left] ?? '').trim() === '') added += fillCell(value, left, { cells, numbers })
    }
    return added
  }
}

function fillCell(
  { text, isNumber }: Value,
  left: number,
  { cells, numbers }: { readonly cells: string[]; readonly numbers: number[] },
): number {
  while (cells.length < left) cells.push('')
  cells[left] = text
  if (isNumber) numbers.push(left)
  return text.length
}
