import { join } from 'node:path'
import { runCommand } from './command/run-command.js'
import { parseDemoOptions } from './demonstration/demo-options.js'
import { demonstrate } from './demonstration/demonstrate.js'

await runCommand(async (args) => demonstrate(parseDemoOptions(args, join(process.cwd(), 'demo'))))
