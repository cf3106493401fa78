import { runCommand } from './tools/command/run-command.js'
import { parseOptions } from './tools/evaluation/options.js'
import { runEvaluation } from './tools/evaluation/run-evaluation.js'

await runCommand(async (args) => `${JSON.stringify(await runEvaluation(parseOptions(args)), null, 2)}\n`)
