import { runCommand } from './tools/command/run-command.js'
import { parseExplainOptions } from './tools/evaluation/explain-options.js'
import { explainRecords } from './tools/evaluation/explain-records.js'
import { explainText } from './tools/evaluation/explain-text.js'

await runCommand(async (args) => {
  const options = parseExplainOptions(args)
  return explainText(await explainRecords(options), options.language)
})
