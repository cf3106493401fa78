import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Evaluation } from '../evaluation/run-evaluation.js'
import type { Family } from '../synthetic/family.js'

/** The generated lists that a number is measured on. */
export interface MeasuredLists {
  readonly family: Family
  readonly records: number
  /** The factor on all rates of errors. */
  readonly dirt: number
}

/** The seed of all lists of the numbers page. */
const SEED = 7
const PROGRAMS = join(import.meta.dirname, '../..')
const MOST_OUTPUT_BYTES = 1 << 24

const run = promisify(execFile)

function runProgram(program: 'generate' | 'evaluate', args: readonly string[]): Promise<{ readonly stdout: string }> {
  const options = { maxBuffer: MOST_OUTPUT_BYTES }
  return run(process.execPath, [join(PROGRAMS, `${program}.js`), ...args], options)
}

/**
 * Generates the lists in a folder that is removed afterwards, and evaluates them. Each step is a process of its own, as when
 * the commands are called, so that its peak memory is its own.
 */
export async function measureLists({ family, records, dirt }: MeasuredLists): Promise<Evaluation> {
  const folder = await mkdtemp(join(tmpdir(), 'padan-numbers-'))
  try {
    const size = ['--records', String(records), '--dirt', String(dirt), '--seed', String(SEED)]
    await runProgram('generate', ['--family', family, ...size, '--only', 'flat', '--out', folder])
    const files = ['--records', join(folder, 'flat.csv'), '--truth', join(folder, 'truth.csv')]
    const { stdout } = await runProgram('evaluate', files)
    return JSON.parse(stdout) as Evaluation
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
