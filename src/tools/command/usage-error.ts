/** A mistake in how a command was called or in a file it was given: told in one sentence, exit code 2. */
export class UsageError extends Error {}
