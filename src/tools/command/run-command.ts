import { UsageError } from './usage-error.js'

const USAGE_ERROR = 2

/**
 * Runs the command of this process on its arguments and prints what it gives. A UsageError becomes its sentence on
 * stderr and exit code 2; any other error is a fault of the program and goes on up.
 */
export async function runCommand(command: (args: readonly string[]) => Promise<string>): Promise<void> {
  try {
    process.stdout.write(await command(process.argv.slice(2)))
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${oneLine(error.message)}\n`)
    process.exitCode = USAGE_ERROR
  }
}

/** What a message quotes from a file may hold line breaks and control characters. */
function oneLine(message: string): string {
  return message.replace(/[\s\p{Cc}]+/gu, ' ')
}
