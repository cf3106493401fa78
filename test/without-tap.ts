/**
 * The command that runs a program as its users do: tap puts loaders into the environment of every process that a test
 * starts, which keep the text and the source maps of all modules. They doubled the CPU time of a service in a small heap.
 */
export function withoutTap(program: string, ...args: readonly string[]): [command: string, args: string[]] {
  return ['env', ['-u', 'NODE_OPTIONS', program, ...args]]
}
