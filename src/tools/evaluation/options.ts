import { CommandOptions } from '../command/command-options.js'

export interface EvaluateOptions {
  readonly records: readonly string[]
  readonly truth: string
  /** What was done to each record; by default the `kinds.csv` beside the truth, if any. */
  readonly kinds: string | undefined
  readonly mapping: string | undefined
  /** A model's file, `train`, or nothing for the built-in model (or training, where there is a mapping). */
  readonly model: string | undefined
  readonly links: string | undefined
  readonly saveModel: string | undefined
  readonly threads: number | undefined
}

const NAMES = ['records', 'truth', 'kinds', 'mapping', 'model', 'links', 'save-model', 'threads'] as const
type Options = CommandOptions<(typeof NAMES)[number]>

const USAGE =
  'usage: evaluate --records FILE.csv [--records MORE.csv] --truth FILE.csv [--kinds FILE.csv] [--mapping FILE.json] [--model FILE.json|train] [--links OUT.csv] [--save-model OUT.json] [--threads N]'
const MOST_THREADS = 64

/** Reads the command line. Throws a UsageError for unknown, missing or repeated options. */
export function parseOptions(args: readonly string[]): EvaluateOptions {
  const options: Options = new CommandOptions(args, NAMES, USAGE)
  return {
    records: options.each('records'),
    truth: options.one('truth'),
    kinds: options.optional('kinds'),
    mapping: options.optional('mapping'),
    model: options.optional('model'),
    links: options.optional('links'),
    saveModel: options.optional('save-model'),
    threads: threadsOf(options),
  }
}

function threadsOf(options: Options): number | undefined {
  const text = options.optional('threads')
  if (text === undefined) return undefined
  const threads = Number(text)
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw options.refusal(`--threads takes a whole number from 1 to ${MOST_THREADS}`)
  }
  return threads
}
