import { CommandOptions } from '../command/command-options.js'

/** The tables that the numbers page has on the quality of linkage. */
export const TABLES = ['quality', 'calibration', 'kinds', 'traits'] as const
export type Table = (typeof TABLES)[number]

export interface NumberOptions {
  readonly table: Table
  /** The records of every list, in place of the numbers that the table has. */
  readonly records: number | undefined
}

const NAMES = ['table', 'records'] as const
const USAGE = `usage: numbers --table ${TABLES.join('|')} [--records N]`
const MOST_RECORDS = 10_000_000

/** Reads the command line. Throws a UsageError for unknown, missing or repeated options. */
export function parseNumberOptions(args: readonly string[]): NumberOptions {
  const options = new CommandOptions<(typeof NAMES)[number]>(args, NAMES, USAGE)
  const word = options.one('table')
  const table = TABLES.find((each) => each === word)
  if (table === undefined) throw options.refusal(`--table takes one of ${TABLES.join(', ')}`)
  const text = options.optional('records')
  const records = text === undefined ? undefined : Number(text)
  if (text !== undefined && (!/^[1-9]\d*$/.test(text) || Number(text) > MOST_RECORDS)) {
    throw options.refusal(`--records takes a whole number from 1 to ${MOST_RECORDS}`)
  }
  return { table, records }
}
