import { UsageError } from './usage-error.js'

const USAGE_ERROR = 2

/**
 * Runs the command of this process on its arguments and prints its result. For a UsageError it prints the message to
 * stderr and sets exit code 2; any other error is rethrown.
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

/** A message can quote line breaks and control characters of a file. */
function oneLine(message: string): string {
  return message.replace(/[\s\p{Cc}]+/gu, ' ')
}
