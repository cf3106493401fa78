import { safeCell } from './safe-cell.js'

const NEEDS_QUOTES = /[",;|\t\r\n]/
/** Without this mark spreadsheets take the file for another encoding. */
const MARK = '\uFEFF'

/** Rows of cells as CSV with CRLF line ends (RFC 4180), in UTF-8, in pieces of many rows. */
export async function* csvSheet(
  rows: AsyncIterable<readonly (readonly string[])[]>,
  separator: string,
): AsyncGenerator<string, void> {
  yield MARK
  for await (const some of rows) yield some.map((cells) => csvLine(cells, separator)).join('')
}

function csvLine(cells: readonly string[], separator: string): string {
  return `${cells.map((cell) => quoted(safeCell(cell))).join(separator)}\r\n`
}

function quoted(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
