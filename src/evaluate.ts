import { parseOptions } from './evaluation/options.js'
import { runEvaluation } from './evaluation/run-evaluation.js'
import { UsageError } from './evaluation/usage-error.js'

const USAGE_ERROR = 2

try {
  const evaluation = await runEvaluation(parseOptions(process.argv.slice(2)))
  process.stdout.write(`${JSON.stringify(evaluation, null, 2)}\n`)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = USAGE_ERROR
}
