/**
 * The command that runs a program without the loaders of tap. tap puts them into the environment of every process that a
 * test starts; they keep the text and the source maps of all modules, which doubled the CPU time of a service in a small heap.
 */
export function withoutTap(program: string, ...args: readonly string[]): [command: string, args: string[]] {
  return ['env', ['-u', 'NODE_OPTIONS', program, ...args]]
}
