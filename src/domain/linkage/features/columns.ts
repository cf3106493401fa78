/**
 * The features of many records, column by column, in typed arrays over shared memory. Row i of every column belongs to
 * record i. Value ids come from the table's vocabulary; 0 always means "not known".
 */

/** One interned value a record: a code, an identifier, a phone. */
export interface ValueColumn {
  readonly type: 'value'
  readonly values: Uint32Array
}

/** Tokens of record i stand at tokens[offsets[i]] up to tokens[offsets[i + 1]]. */
export interface TokensColumn {
  readonly type: 'tokens'
  readonly offsets: Uint32Array
  readonly tokens: Uint32Array
}

/** Dates as yyyymmdd; month or day 00 where unknown. */
export interface DateColumn {
  readonly type: 'date'
  readonly dates: Int32Array
}

/** How far a 16-digit number can be trusted. `borrowed`: well-formed, but it is another family member's. */
export const NUMBER_STATUS = { missing: 0, valid: 1, damaged: 2, borrowed: 3 } as const

/** What a record's own birth date says of its NIK. */
export const NIK_STANDING = { unknown: 0, confirmed: 1, contradicted: 2 } as const

/** A NIK or KK as two numbers of eight digits; `remains` is the id of what is left of a damaged one. */
export interface NumberColumn {
  readonly type: 'number'
  readonly head: Uint32Array
  readonly tail: Uint32Array
  readonly status: Uint8Array
  readonly standing: Uint8Array
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
 * The family that a list shows a record in. Members of family f stand at members[offsets[f]] up to
 * members[offsets[f + 1]]; family 0 holds nobody.
 */
export interface FamilyColumn {
  readonly type: 'family'
  readonly family: Uint32Array
  readonly offsets: Uint32Array
  readonly members: Uint32Array
}

export type Column = ValueColumn | TokensColumn | DateColumn | NumberColumn | AreaColumn | AddressColumn | FamilyColumn

export type ColumnOf<T extends Column['type']> = Extract<Column, { type: T }>
