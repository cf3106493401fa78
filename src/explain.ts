import { runCommand } from './command/run-command.js'
import { parseExplainOptions } from './evaluation/explain-options.js'
import { explainRecords } from './evaluation/explain-records.js'
import { explainText } from './evaluation/explain-text.js'

await runCommand(async (args) => {
  const options = parseExplainOptions(args)
  return explainText(await explainRecords(options), options.language)
})
