/** The errors of a file or of one of its rows. */
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

/** An error, with its field where it has one. `detail` never contains a value of the row. */
export interface RowError {
  readonly field?: string
  readonly code: RowErrorCode
  readonly detail: string
}

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** A JSON document of a file; `size` is its length in characters. */
export interface DocumentItem {
  readonly kind: 'document'
  readonly line: number
  readonly document: JsonObject
  readonly size: number
}

/**
 * An item of a file, in file order: a row of cells, a document, a row that cannot be read (`fault`), or an error that ends
 * the file (`refusal`). `line` counts from 1.
 */
export type FileItem =
  | { readonly kind: 'cells'; readonly line: number; readonly cells: readonly string[] }
  | DocumentItem
  | { readonly kind: 'fault'; readonly line: number; readonly error: RowError }
  | { readonly kind: 'refusal'; readonly line: number; readonly error: RowError }

/** The largest field and row in characters, and the most columns. */
export interface Limits {
  readonly field: number
  readonly row: number
  readonly columns: number
}

export const DEFAULT_LIMITS: Limits = { field: 1 << 16, row: 1 << 20, columns: 1024 }
