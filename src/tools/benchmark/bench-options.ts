import { CommandOptions } from '../command/command-options.js'

export interface BenchOptions {
  /** Numbers of records, each loaded into a registry of its own. */
  readonly sizes: readonly number[]
}

const USAGE = 'usage: bench [--records N[,N...]]'
const SIZES = [10_000, 100_000, 1_000_000]
const MOST_RECORDS = 100_000_000

/** Reads the command line. Throws a UsageError for unknown options and invalid numbers. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const options = new CommandOptions(args, ['records'], USAGE)
  const asked = options.optional('records')
  if (asked === undefined) return { sizes: SIZES }
  const sizes = asked.split(',').map((size) => (/^\d+$/.test(size) ? Number(size) : 0))
  if (sizes.some((size) => size < 1 || size > MOST_RECORDS)) {
    throw options.refusal(`--records takes whole numbers from 1 to ${MOST_RECORDS} with commas between them`)
  }
  return { sizes }
}
