import { CommandOptions } from '../command/command-options.js'

/** The size of the generated regency, and whether to end after the summary. */
export interface DemoOptions {
  readonly households: number
  readonly seed: number
  readonly isOnce: boolean
}

const USAGE = 'usage: demo [--households N] [--seed N] [--once]'
const ONCE = '--once'
const MOST_HOUSEHOLDS = 20_000
const LARGEST_SEED = 2 ** 31

/** Reads the command line. Throws a UsageError in one sentence. */
export function parseDemoOptions(args: readonly string[]): DemoOptions {
  const options = new CommandOptions(
    args.filter((arg) => arg !== ONCE),
    ['households', 'seed'],
    USAGE,
  )
  const whole = (name: 'households' | 'seed', otherwise: number, most: number): number => {
    const text = options.optional(name)
    if (text === undefined) return otherwise
    const value = /^\d+$/.test(text) ? Number(text) : 0
    if (value < 1 || value > most) throw options.refusal(`--${name} takes a whole number from 1 to ${most}`)
    return value
  }
  return {
    households: whole('households', 1000, MOST_HOUSEHOLDS),
    seed: whole('seed', 1606, LARGEST_SEED),
    isOnce: args.includes(ONCE),
  }
}
