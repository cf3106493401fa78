import { bigint, customType, timestamp } from 'drizzle-orm/pg-core'

/** A moment. The driver returns a Date, which holds milliseconds. */
export const timestamptz = (name: string) => timestamp(name, { withTimezone: true })

/** A whole number that a double holds. */
export const wholeNumber = (name: string) => bigint(name, { mode: 'number' })

/** A bigint as its digits, which is how the driver returns it: some have more than a double holds. */
export const bigintDigits = customType<{ data: string }>({ dataType: () => 'bigint' })

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** JSON that stays text: the pass keeps most of what it reads packed. */
export const jsonText = customType<{ data: string }>({ dataType: () => 'json' })

/** The driver's own text for an array quotes and escapes each element; ids and numbers need neither. */
export const uuidArray = customType<{ data: readonly string[] }>({ dataType: () => 'uuid[]', toDriver: arrayText })

export const bigintArray = customType<{ data: readonly number[] }>({ dataType: () => 'bigint[]', toDriver: arrayText })

export const textArray = customType<{ data: readonly string[] }>({ dataType: () => 'text[]' })

/** An array of ids or numbers as one parameter. */
export function arrayText(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`
}
