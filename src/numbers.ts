import { runCommand } from './tools/command/run-command.js'
import { parseNumberOptions } from './tools/numbers/number-options.js'
import { printNumbers } from './tools/numbers/print-numbers.js'

await runCommand((args) => printNumbers(parseNumberOptions(args)))
