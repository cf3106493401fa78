/** An error in a command's options or input files; the message is one sentence, the exit code 2. */
export class UsageError extends Error {}
