import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { withoutTap } from '../processes/without-tap.js'

/** What a process of the evaluate command left behind. */
export interface EvaluateRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const PROGRAM = join(import.meta.dirname, '../../../src/evaluate.js')

/** Runs the evaluate command as a process of its own, in a folder that its file names are relative to. */
export function runEvaluate(folder: string, args: readonly string[]): Promise<EvaluateRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(...withoutTap(process.execPath, PROGRAM, ...args), {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const texts = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, ...texts })
    })
  })
}
