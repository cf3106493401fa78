import { parseArgs } from 'node:util'
import { MOST_HOUSEHOLDS, MOST_RECORDS } from './synthetic/limits.js'
import { ALL_LAYOUTS, FLAT_LAYOUTS } from './synthetic/lists/layouts.js'
import type { Layout } from './synthetic/lists/layout.js'
import { NAME_TYPES, type NameType } from './synthetic/name-type.js'
import type { RecordOptions } from './synthetic/records.js'
import { writeLists } from './synthetic/write-lists.js'

/** A command line that cannot be followed; the message says why in one sentence. */
class UsageError extends Error {}

interface Command {
  readonly options: RecordOptions
  readonly layouts: readonly Layout[]
  readonly directory: string
}

function wholeNumber(name: string, text: string, low: number, high: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < low || value > high) {
    throw new UsageError(`--${name} takes a whole number from ${low} to ${high}.`)
  }
  return value
}

function parseDirt(text: string): number {
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || value > 10) throw new UsageError('--dirt takes a number from 0 to 10.')
  return value
}

function parseNameType(text: string): NameType {
  const type = NAME_TYPES.find((each) => each === text)
  if (type === undefined) throw new UsageError(`--names takes one of ${NAME_TYPES.join(', ')}.`)
  return type
}

function parseSize(values: { records?: string; households?: string }): Pick<RecordOptions, 'records' | 'households'> {
  const { records, households } = values
  if ((records === undefined) === (households === undefined)) {
    throw new UsageError('Say how much to make by either --records or --households.')
  }
  if (records !== undefined) return { records: wholeNumber('records', records, 1, MOST_RECORDS) }
  return { households: wholeNumber('households', households ?? '', 1, MOST_HOUSEHOLDS) }
}

function parseLayouts(only: string | undefined): readonly Layout[] {
  if (only !== undefined && only !== 'flat') throw new UsageError('--only takes the word flat.')
  return only === 'flat' ? FLAT_LAYOUTS : ALL_LAYOUTS
}

function parseArguments(args: readonly string[]) {
  const text = { type: 'string' } as const
  const options = { records: text, households: text, seed: text, out: text, dirt: text, only: text, names: text }
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function parseCommand(args: readonly string[]): Command {
  const values = parseArguments(args)
  if (values.out === undefined || values.out === '') throw new UsageError('Say where to write by --out DIRECTORY.')
  return {
    options: {
      ...parseSize(values),
      seed: values.seed === undefined ? 1 : wholeNumber('seed', values.seed, 0, 4294967295),
      dirt: values.dirt === undefined ? 1 : parseDirt(values.dirt),
      ...(values.names === undefined ? {} : { nameType: parseNameType(values.names) }),
    },
    layouts: parseLayouts(values.only),
    directory: values.out,
  }
}

async function run(): Promise<void> {
  const { options, layouts, directory } = parseCommand(process.argv.slice(2))
  // The area codes and names take a moment to load, so a refused command does not wait for them.
  const { generateRecords } = await import('./synthetic/records.js')
  const started = performance.now()
  const written = await writeLists(generateRecords(options), layouts, directory)
  const seconds = Math.round(performance.now() - started) / 1000
  process.stdout.write(`${JSON.stringify({ ...written, seconds })}\n`)
}

try {
  await run()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
