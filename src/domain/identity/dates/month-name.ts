/** Month names in Indonesian sources, old and new spelling, short and full, and the English ones of spreadsheets. */
const NAMES: readonly (readonly string[])[] = [
  ['JANUARI', 'JAN', 'JANUARY'],
  ['FEBRUARI', 'PEBRUARI', 'FEB', 'PEB', 'FEBRUARY'],
  ['MARET', 'MAR', 'MRT', 'MARCH'],
  ['APRIL', 'APR'],
  ['MEI', 'MAY'],
  ['JUNI', 'JUN', 'JUNE'],
  ['JULI', 'JUL', 'JULY'],
  ['AGUSTUS', 'AGT', 'AGS', 'AGU', 'AGUST', 'AUG', 'AUGUST'],
  ['SEPTEMBER', 'SEP', 'SEPT'],
  ['OKTOBER', 'OKT', 'OCT', 'OCTOBER'],
  ['NOVEMBER', 'NOPEMBER', 'NOV', 'NOP'],
  ['DESEMBER', 'DES', 'DEC', 'DECEMBER'],
]

const MONTH_OF_NAME: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])),
)

/** Returns the month (1 to 12) of an upper-case word, or 0. */
export function monthOfName(word: string): number {
  return MONTH_OF_NAME.get(word) ?? 0
}
