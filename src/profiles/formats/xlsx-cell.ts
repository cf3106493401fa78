const LETTERS = /^[A-Z]{1,3}/

/** Returns the column of a cell's reference (`B7`), counted from 0; undefined where it has none. */
export function columnOf(reference: string): number | undefined {
  const letters = LETTERS.exec(reference)?.[0]
  if (letters === undefined) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
