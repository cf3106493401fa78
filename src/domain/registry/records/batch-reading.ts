/** Why a row of a file is none of its records. */
export const PASSED_OVER_KINDS = ['header', 'column_numbers', 'title', 'total', 'signature', 'blank'] as const
export type PassedOverKind = (typeof PASSED_OVER_KINDS)[number]

export const SHEET_STATES = ['read', 'hidden', 'not_asked', 'without_table'] as const
/** What became of a sheet: its rows were read, or why not. */
export type SheetState = (typeof SHEET_STATES)[number]

/** Rows of one kind that are no records; `lines` holds the first of them. */
export interface PassedOver {
  readonly kind: PassedOverKind
  /** The sheet, in a workbook of which several sheets are read. */
  readonly sheet?: string
  readonly count: number
  readonly lines: readonly number[]
}

export const READING_WARNINGS = [
  'AREA_SCHEME_DIFFERS',
  'COLUMN_MISSING',
  'DATES_IN_FUTURE',
  'CELLS_WITH_ERRORS',
  'NUMBERS_CUT',
  'RECIPIENT_REPEATED',
] as const

/** Where the scheme of area codes comes from: the setting of the source, its earlier batches, the profile, or the codes. */
export const SCHEME_ORIGINS = ['source', 'kept', 'profile', 'codes'] as const

/** Something about the file that its sender should know, without any value of it. */
export interface ReadingWarning {
  readonly code: (typeof READING_WARNINGS)[number]
  readonly detail: string
  readonly column?: string
  readonly count?: number
  /** The first of the rows. */
  readonly lines?: readonly number[]
}

/**
 * How the file of a batch was understood, so that nothing is left out in silence. It holds the names of columns and
 * sheets and numbers of lines, never a value of a row; every list is bounded.
 */
export interface BatchReading {
  readonly format: string
  readonly encoding?: string
  readonly separator?: string
  /** The codes of the profile's variants that the rows were in. */
  readonly variants: readonly string[]
  /** The sheets of a workbook. */
  readonly sheets?: readonly { readonly name: string; readonly state: SheetState }[]
  /** Columns with the canonical field that each fills. */
  readonly columns: readonly { readonly name: string; readonly to: string }[]
  /** Columns that fill no field; they stay in the record as received. */
  readonly not_understood: readonly string[]
  /** Fields of the profile that no column of the file fills. */
  readonly missing: readonly string[]
  readonly passed_over: readonly PassedOver[]
  /** The scheme that area codes were read in. */
  readonly areas?: { readonly scheme: 'kemendagri' | 'bps'; readonly origin: (typeof SCHEME_ORIGINS)[number] }
  readonly warnings: readonly ReadingWarning[]
}
