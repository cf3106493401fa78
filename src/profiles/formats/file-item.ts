/** The errors of a file or of one of its rows. */
export type RowErrorCode =
  | 'FILE_EMPTY'
  | 'FILE_FOREIGN'
  | 'FILE_TOO_LARGE'
  | 'GZIP_UNREADABLE'
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
  | 'SHEETS_DIFFERENT'
  | 'SHEET_MISSING'
  | 'SHEET_UNKNOWN'
  | 'KEY_MISSING'
  | 'KEY_TOO_LONG'
  | 'RECORD_EMPTY'
  | 'ROW_DOUBTFUL'
  | 'AREA_FOREIGN'

/** An error, with its field where it has one. `detail` never contains a value of the row. */
export interface RowError {
  readonly field?: string
  /** The sheet of the row, in a workbook of which several sheets are read. */
  readonly sheet?: string
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
 * A row of cells. `numbers` holds the positions of the cells that a workbook stores as numbers, not as texts; a table of
 * text has none.
 */
export interface CellsItem {
  readonly kind: 'cells'
  readonly line: number
  readonly cells: readonly string[]
  readonly numbers?: readonly number[]
}

/** The day from which a workbook counts its dates: day 0 of 1900 or of 1904. */
export type DateSystem = 1900 | 1904

/** The beginning of a sheet of a workbook. `isOneOfMany`: several sheets of the workbook are read. */
export interface SheetItem {
  readonly kind: 'sheet'
  readonly line: number
  readonly name: string
  readonly dates: DateSystem
  readonly isOneOfMany: boolean
}

/** Blank rows that follow each other, from `line` on: one item for each would cost more than the row of a person. */
export interface BlankRows {
  readonly kind: 'blank'
  readonly line: number
  readonly count: number
}

/**
 * An item of a file, in file order: a row of cells, blank rows, the beginning of a sheet, a document, a row that cannot
 * be read (`fault`), or an error that ends the file (`refusal`). `line` counts from 1, in a workbook within the sheet.
 */
export type FileItem =
  | CellsItem
  | SheetItem
  | BlankRows
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
