/**
 * The features of many records by column, in typed arrays over shared memory. Row i of every column belongs to record
 * i. Value ids come from the table's vocabulary; 0 always means "unknown".
 */

/** One value per record: a code, an identifier, a phone number. */
export interface ValueColumn {
  readonly type: 'value'
  readonly values: Uint32Array
}

/** The tokens of record i are tokens[offsets[i]] to tokens[offsets[i + 1] - 1]. */
export interface TokenLists {
  readonly offsets: Uint32Array
  readonly tokens: Uint32Array
}

/** `aliases`: for a name, the tokens of the other name by which the person is known, if the record gives one. */
export interface TokensColumn extends TokenLists {
  readonly type: 'tokens'
  readonly aliases?: TokenLists
}

/**
 * Dates as yyyymmdd; 00 for an unknown month or day. `nikDates`: for birth dates, the date in the record's NIK as yymmdd,
 * 0 without a NIK.
 */
export interface DateColumn {
  readonly type: 'date'
  readonly dates: Int32Array
  readonly nikDates?: Int32Array
}

/** How far a 16-digit number can be used. `borrowed`: well-formed, but it belongs to another family member. */
export const NUMBER_STATUS = { missing: 0, valid: 1, damaged: 2, borrowed: 3 } as const

/** Whether a record's own birth date confirms its NIK. */
export const NIK_DATE_CHECK = { unknown: 0, confirmed: 1, contradicted: 2 } as const

/** A NIK or KK as two numbers of eight digits; `remains` is the id of the remaining digits of a damaged one. */
export interface NumberColumn {
  readonly type: 'number'
  readonly head: Uint32Array
  readonly tail: Uint32Array
  readonly status: Uint8Array
  readonly dateCheck: Uint8Array
  readonly remains: Uint32Array
}

/** Ids of the village, district and regency codes, each with its scheme. */
export interface AreaColumn {
  readonly type: 'area'
  readonly village: Uint32Array
  readonly district: Uint32Array
  readonly regency: Uint32Array
}

export interface AddressColumn {
  readonly type: 'address'
  readonly street: Uint32Array
  readonly number: Uint32Array
  readonly rt: Uint8Array
  readonly rw: Uint8Array
}

/**
 * The family of a record within its source. The members of family f are members[offsets[f]] to members[offsets[f + 1] -
 * 1]; family 0 is empty.
 */
export interface FamilyColumn {
  readonly type: 'family'
  readonly family: Uint32Array
  readonly offsets: Uint32Array
  readonly members: Uint32Array
}

export type Column = ValueColumn | TokensColumn | DateColumn | NumberColumn | AreaColumn | AddressColumn | FamilyColumn

export type ColumnOf<T extends Column['type']> = Extract<Column, { type: T }>
