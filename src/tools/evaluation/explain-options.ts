import { CommandOptions } from '../command/command-options.js'
import { LANGUAGES, type Language } from '../../domain/linkage/words/words.js'
import type { EvaluateOptions } from './options.js'

export interface ExplainOptions extends Pick<EvaluateOptions, 'records' | 'mapping' | 'model'> {
  /** The ids of the two records. */
  readonly pair: readonly [string, string]
  readonly language: Language
}

const NAMES = ['records', 'pair', 'mapping', 'model', 'lang'] as const
type Options = CommandOptions<(typeof NAMES)[number]>

const USAGE =
  'usage: explain --records FILE.csv [--records MORE.csv] --pair ID1,ID2 [--mapping FILE.json] [--model FILE.json|train] [--lang en|id]'

/** Reads the command line. Throws a UsageError for unknown, missing or repeated options. */
export function parseExplainOptions(args: readonly string[]): ExplainOptions {
  const options: Options = new CommandOptions(args, NAMES, USAGE)
  return {
    records: options.each('records'),
    mapping: options.optional('mapping'),
    model: options.optional('model'),
    pair: pairOf(options),
    language: languageOf(options),
  }
}

function pairOf(options: Options): readonly [string, string] {
  const ids = options.one('pair').split(',')
  const [left = '', right = '', ...more] = ids.map((id) => id.trim())
  if (left === '' || right === '' || more.length > 0) throw options.refusal('--pair takes two ids as ID1,ID2')
  if (left === right) throw options.refusal('--pair names one record twice')
  return [left, right]
}

function languageOf(options: Options): Language {
  const text = options.optional('lang') ?? 'en'
  const language = LANGUAGES.find((each) => each === text)
  if (language === undefined) throw options.refusal(`--lang takes one of ${LANGUAGES.join(', ')}`)
  return language
}
