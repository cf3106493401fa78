import { runCommand } from './command/run-command.js'
import { parseOptions } from './evaluation/options.js'
import { runEvaluation } from './evaluation/run-evaluation.js'

await runCommand(async (args) => `${JSON.stringify(await runEvaluation(parseOptions(args)), null, 2)}\n`)
