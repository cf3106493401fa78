import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { packageRoot } from '../../../src/reference/built-in-model.js'
import { withoutTap } from '../processes/without-tap.js'

/** What is missing on this machine to run a reader's commands; undefined where nothing is. */
export function missingProgram(): string | undefined {
  return ['bash', 'curl'].find((program) => spawnSync(program, ['--version']).status !== 0)
}

/** A folder of a reader's own, with the compiler in it. */
export async function readersFolder(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'padan-readme-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await symlink(join(packageRoot(), 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** How commands ended and what each of them wrote. */
export interface SessionEnd {
  readonly code: number | null
  readonly outputs: readonly string[]
  readonly errors: string
}

const MARK = '--- the next command ---'

/** Runs commands one after the other in one shell, as a reader would, to the first that fails. */
export async function runSession(commands: readonly string[], folder: string): Promise<SessionEnd> {
  const script = ['set -euo pipefail', ...commands.flatMap((command) => [`echo '${MARK}'`, command])].join('\n')
  const { PATH = '' } = process.env
  const shell = spawn(...withoutTap('bash', '-c', script), {
    cwd: folder,
    env: { PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  shell.stdout.on('data', (piece: Buffer) => {
    output += piece.toString()
  })
  shell.stderr.on('data', (piece: Buffer) => {
    errors += piece.toString()
  })
  const [code] = (await once(shell, 'close')) as [number | null]
  return { code, outputs: output.split(`${MARK}\n`).slice(1), errors }
}
