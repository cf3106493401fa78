/** What can be wrong with a delivery or a row of it. */
export type RowErrorCode =
  | 'FILE_EMPTY'
  | 'FILE_TOO_LARGE'
  | 'HEADER_UNKNOWN'
  | 'HEADER_TWICE'
  | 'HEADER_TOO_WIDE'
  | 'FIELD_TOO_LONG'
  | 'ROW_TOO_LONG'
  | 'ROW_RAGGED'
  | 'QUOTE_UNCLOSED'
  | 'QUOTE_MISPLACED'
  | 'TEXT_UNDECODABLE'
  | 'NUL_CHARACTER'
  | 'JSON_UNREADABLE'
  | 'JSON_UNFINISHED'
  | 'JSON_SHAPE'
  | 'MEMBERS_MISSING'
  | 'XLSX_UNREADABLE'
  | 'XLSX_TOO_LARGE'
  | 'KEY_MISSING'
  | 'KEY_TOO_LONG'
  | 'RECORD_EMPTY'
  | 'AREA_FOREIGN'

/** What is wrong, and with which field; the detail is a sentence that never holds a value of the row. */
export interface RowError {
  readonly field?: string
  readonly code: RowErrorCode
  readonly detail: string
}

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/**
 * What a file yields, in order: a row of cells, a document, a row that cannot be read (`fault`), or the end of what can be
 * read at all (`refusal`). `line` counts from 1.
 */
export type FileItem =
  | { readonly kind: 'cells'; readonly line: number; readonly cells: readonly string[] }
  | { readonly kind: 'document'; readonly line: number; readonly document: JsonObject; readonly size: number }
  | { readonly kind: 'fault'; readonly line: number; readonly error: RowError }
  | { readonly kind: 'refusal'; readonly line: number; readonly error: RowError }

/** How much one row may hold, in characters and columns. */
export interface Limits {
  readonly field: number
  readonly row: number
  readonly columns: number
}

export const DEFAULT_LIMITS: Limits = { field: 1 << 16, row: 1 << 20, columns: 1024 }
