import { parseArgs } from 'node:util'
import { UsageError } from './usage-error.js'

/** What the evaluate command was asked to do. */
export interface EvaluateOptions {
  readonly records: readonly string[]
  readonly truth: string
  readonly mapping: string | undefined
  /** A model's file, `train`, or nothing for the built-in model (or training, where there is a mapping). */
  readonly model: string | undefined
  readonly links: string | undefined
  readonly saveModel: string | undefined
  readonly threads: number | undefined
}

const USAGE =
  'usage: evaluate --records FILE.csv [--records MORE.csv] --truth FILE.csv [--mapping FILE.json] [--model FILE.json|train] [--links OUT.csv] [--save-model OUT.json] [--threads N]'

/** Reads the command line. Throws a UsageError in one sentence for what is unknown, missing or said twice. */
export function parseOptions(args: readonly string[]): EvaluateOptions {
  const values = readValues(args)
  const once = (name: keyof typeof values): string | undefined => {
    const given = values[name] ?? []
    if (given.length > 1) throw new UsageError(`--${name} is given twice; ${USAGE}`)
    return given[0]
  }
  const truth = once('truth')
  const records = values.records ?? []
  if (records.length === 0 || truth === undefined) {
    throw new UsageError(`--${truth === undefined ? 'truth' : 'records'} is missing; ${USAGE}`)
  }
  return {
    records,
    truth,
    mapping: once('mapping'),
    model: once('model'),
    links: once('links'),
    saveModel: once('save-model'),
    threads: threadsOf(once('threads')),
  }
}

function readValues(args: readonly string[]) {
  const option = { type: 'string', multiple: true } as const
  try {
    return parseArgs({
      args: [...args],
      options: {
        records: option,
        truth: option,
        mapping: option,
        model: option,
        links: option,
        'save-model': option,
        threads: option,
      },
    }).values
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0] ?? ''}; ${USAGE}`)
  }
}

function threadsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const threads = Number(text)
  if (!Number.isInteger(threads) || threads < 1 || threads > 64) {
    throw new UsageError(`--threads takes a whole number from 1 to 64; ${USAGE}`)
  }
  return threads
}
