import type { Limits, RowError } from './file-item.js'

/* Errors that rows of every format can have. */

export function fieldTooLong({ field }: Limits): RowError {
  return { code: 'FIELD_TOO_LONG', detail: `A field is longer than ${field} characters. Shorten it.` }
}

export function rowTooLong({ row }: Limits): RowError {
  return { code: 'ROW_TOO_LONG', detail: `The row is longer than ${row} characters. Shorten it.` }
}

export const NUL_CHARACTER: RowError = {
  code: 'NUL_CHARACTER',
  detail: 'The text contains a NUL character. Remove it.',
}

export const TEXT_UNDECODABLE: RowError = {
  code: 'TEXT_UNDECODABLE',
  detail: 'The text contains bytes that are invalid in the encoding of the file. Save the file as UTF-8.',
}
