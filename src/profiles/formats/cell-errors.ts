/** What spreadsheets show where a formula failed, in English and Indonesian. */
const ERRORS: ReadonlySet<string> = new Set([
  '#BLOCKED!',
  '#BUSY!',
  '#CALC!',
  '#CONNECT!',
  '#DIV/0!',
  '#FIELD!',
  '#GETTING_DATA',
  '#N/A',
  '#NAME?',
  '#NULL!',
  '#NUM!',
  '#REF!',
  '#SPILL!',
  '#UNKNOWN!',
  '#VALUE!',
])
const LOCAL_ERROR = /^(?:Err:\d{3}|#ERR!?|#ERROR!)$/i
const HASH = 35
const LETTER_E = 69

/** Whether a cell shows the failure of a formula instead of a value. */
export function isCellError(cell: string): boolean {
  const first = cell.charCodeAt(0)
  if (first !== HASH && first !== LETTER_E) return false
  return ERRORS.has(cell.trim().toUpperCase()) || LOCAL_ERROR.test(cell.trim())
}

/** Returns the cells with each error emptied; undefined where none shows one. */
export function withoutCellErrors(cells: readonly string[]): readonly string[] | undefined {
  if (!cells.some(isCellError)) return undefined
  return cells.map((cell) => (isCellError(cell) ? '' : cell))
}
