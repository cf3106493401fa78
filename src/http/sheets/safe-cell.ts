/** What a spreadsheet would run as a formula; signed numbers, such as coordinates and phones, are none. */
const FORMULA = /^[=@\t\r]|^[+-](?![\d\s().,-]*$)/

/** A cell's text such that no spreadsheet takes it for a formula. */
export function safeCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}
