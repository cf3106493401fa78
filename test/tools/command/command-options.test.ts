import { test } from 'tap'
import { CommandOptions } from '../../../src/tools/command/command-options.js'
import { UsageError } from '../../../src/tools/command/usage-error.js'

const USAGE = 'usage: count --list FILE [--list MORE] --out FILE [--seed N]'

function read(...args: readonly string[]): CommandOptions<'list' | 'out' | 'seed'> {
  return new CommandOptions(args, ['list', 'out', 'seed'], USAGE)
}

test('options are read with and without an equals sign', async (t) => {
  const options = read('--list', 'a.csv', '--out=b.csv', '--list', 'c.csv')
  t.strictSame(options.each('list'), ['a.csv', 'c.csv'])
  t.equal(options.one('out'), 'b.csv')
  t.equal(options.optional('seed'), undefined)
  t.equal(read('--seed=-1').optional('seed'), '-1')
})

const REFUSED: readonly (readonly [string, () => unknown])[] = [
  ['--list is missing', () => read().each('list')],
  ['--out is missing', () => read().one('out')],
  ['--out is given twice', () => read('--out', 'a', '--out', 'a').one('out')],
  ['--seed is given twice', () => read('--seed', '1', '--seed', '2').optional('seed')],
  ['--out is empty', () => read('--out', '')],
  ["Unknown option '--size'", () => read('--size', '5')],
  ["Unexpected argument 'more'", () => read('more')],
  ["Option '--out", () => read('--out')],
  ["Option '--seed", () => read('--seed', '-1')],
]

function reasonOf(command: () => unknown): string {
  try {
    command()
  } catch (error) {
    if (error instanceof UsageError) return error.message
  }
  return 'not refused'
}

test('invalid options are refused in one sentence that ends in the usage', async (t) => {
  for (const [reason, command] of REFUSED) {
    const message = reasonOf(command)
    t.ok(message.startsWith(reason) && message.endsWith(`; ${USAGE}`), `${reason}: ${message}`)
    t.notMatch(message, /\n/, 'on one line')
  }
})
