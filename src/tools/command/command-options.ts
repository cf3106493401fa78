import { parseArgs } from 'node:util'
import { UsageError } from './usage-error.js'

/** The `--name value` options of a command line. Errors in them are UsageErrors that end with the usage line. */
export class CommandOptions<Name extends string> {
  readonly #values: Readonly<Record<string, readonly string[] | undefined>>
  readonly #usage: string

  /** Throws for an unknown option, a missing or empty value, and a positional argument. */
  constructor(args: readonly string[], names: readonly Name[], usage: string) {
    this.#usage = usage
    this.#values = this.#read(args, names)
    const empty = names.find((name) => this.#values[name]?.includes(''))
    if (empty !== undefined) throw this.refusal(`--${empty} is empty`)
  }

  /** The values of an option that may be repeated. Throws when there are none. */
  each(name: Name): readonly string[] {
    const values = this.#values[name] ?? []
    if (values.length === 0) throw this.refusal(`--${name} is missing`)
    return values
  }

  /** The only value of an option. Throws when it is missing or given twice. */
  one(name: Name): string {
    const value = this.optional(name)
    if (value === undefined) throw this.refusal(`--${name} is missing`)
    return value
  }

  /** The value of an option that may be left out. Throws when it is given twice. */
  optional(name: Name): string | undefined {
    const [value, second] = this.#values[name] ?? []
    if (second !== undefined) throw this.refusal(`--${name} is given twice`)
    return value
  }

  /** Returns the error to throw; `reason` is a sentence without its full stop. */
  refusal(reason: string): UsageError {
    return new UsageError(`${reason}; ${this.#usage}`)
  }

  #read(args: readonly string[], names: readonly Name[]): Readonly<Record<string, readonly string[] | undefined>> {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string', multiple: true } as const]))
    try {
      return parseArgs({ args: [...args], options }).values
    } catch (error) {
      // The later sentences are advice about the syntax, over several lines.
      throw this.refusal((error as Error).message.split(/\.\s/)[0] ?? '')
    }
  }
}
