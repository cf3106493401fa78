/** What spreadsheets leave out before they look for a formula: blanks, control characters, and signs that are not drawn. */
const UNSEEN = String.raw`[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*`
/** The signs that begin a formula, in all the widths that are read alike. */
const BEGIN = '[=@＝＠﹦﹫⁼₌]'
const SIGN = '[+＋﹢⁺₊\\-－﹣⁻₋−‐‑]'
/** A signed number, such as a coordinate, and a phone in digits and blanks: neither is computed. */
const PLAIN = String.raw`(?:[+-]\d+(?:[.,]\d+)?|\+\d[\d ]*)$`
const FORMULA = new RegExp(String.raw`^[\t\r\n]|^${UNSEEN}${BEGIN}|^(?!${PLAIN})${UNSEEN}${SIGN}`, 'u')

/** A cell's text such that no spreadsheet takes it for a formula. */
export function safeCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}
