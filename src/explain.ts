import { parseExplainOptions } from './evaluation/explain-options.js'
import { explainRecords } from './evaluation/explain-records.js'
import { explainText } from './evaluation/explain-text.js'
import { UsageError } from './evaluation/usage-error.js'

const USAGE_ERROR = 2

try {
  const options = parseExplainOptions(process.argv.slice(2))
  process.stdout.write(explainText(await explainRecords(options), options.language))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = USAGE_ERROR
}
