/** Characters before which spreadsheets begin a cell anew. */
const BREAK = /^[\t\r\n]/
/**
 * The signs that begin a formula, in all the widths that are read alike, behind what spreadsheets leave out before they look
 * for one: blanks, control characters, and signs that are not drawn.
 */
const FORMULA = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*[=@＝＠﹦﹫⁼₌]/u
const SIGNED = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*[+＋﹢⁺₊\-－﹣⁻₋−‐‑]/u
/** A signed number, such as a coordinate, and a phone in digits and blanks: neither is computed. */
const PLAIN = /^(?:[+-]\d+(?:[.,]\d+)?|\+\d[\d ]*)$/

/** A cell's text such that no spreadsheet takes it for a formula. */
export function safeCell(text: string): string {
  return isFormula(text) ? `'${text}` : text
}

function isFormula(text: string): boolean {
  return BREAK.test(text) || FORMULA.test(text) || (SIGNED.test(text) && !PLAIN.test(text))
}
