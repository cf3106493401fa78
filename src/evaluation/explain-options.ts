import { parseArgs } from 'node:util'
import { LANGUAGES, type Language } from '../domain/linkage/words/words.js'
import type { EvaluateOptions } from './options.js'
import { UsageError } from './usage-error.js'

/** What the explain command was asked to do. */
export interface ExplainOptions extends Pick<EvaluateOptions, 'records' | 'mapping' | 'model'> {
  /** The ids of the two records. */
  readonly pair: readonly [string, string]
  readonly language: Language
}

const USAGE =
  'usage: explain --records FILE.csv [--records MORE.csv] --pair ID1,ID2 [--mapping FILE.json] [--model FILE.json|train] [--lang en|id]'

/** Reads the command line. Throws a UsageError in one sentence for what is unknown, missing or said twice. */
export function parseExplainOptions(args: readonly string[]): ExplainOptions {
  const { records = [], ...others } = readValues(args)
  const once = (name: keyof typeof others): string | undefined => {
    const [value, second] = others[name] ?? []
    if (second !== undefined) throw new UsageError(`--${name} is given twice; ${USAGE}`)
    return value
  }
  if (records.length === 0) throw new UsageError(`--records is missing; ${USAGE}`)
  return {
    records,
    mapping: once('mapping'),
    model: once('model'),
    pair: pairOf(once('pair')),
    language: languageOf(once('lang')),
  }
}

function readValues(args: readonly string[]) {
  const text = { type: 'string', multiple: true } as const
  const options = { records: text, pair: text, mapping: text, model: text, lang: text }
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0] ?? ''}; ${USAGE}`)
  }
}

function pairOf(text: string | undefined): readonly [string, string] {
  if (text === undefined) throw new UsageError(`--pair is missing; ${USAGE}`)
  const [left = '', right = '', ...more] = text.split(',').map((id) => id.trim())
  if (left === '' || right === '' || more.length > 0) throw new UsageError(`--pair takes two ids as ID1,ID2; ${USAGE}`)
  if (left === right) throw new UsageError(`--pair names one record twice; ${USAGE}`)
  return [left, right]
}

function languageOf(text: string | undefined): Language {
  const language = LANGUAGES.find((each) => each === (text ?? 'en'))
  if (language === undefined) throw new UsageError(`--lang takes one of ${LANGUAGES.join(', ')}; ${USAGE}`)
  return language
}
