import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { comment, fail } from 'tap'
import { readTestFiles, type TestFiles } from './unit-files.js'

/** The compiled tests, and which share of the unit tests among them runs. */
export interface UnitRun {
  readonly folder: string
  readonly kind: Exclude<keyof TestFiles, 'others'>
  readonly part: number
  readonly parts: number
}

/**
 * Imports a share of the unit tests into this process: a process for each file took longer to start than most of them take
 * to run. A comment names the file of the tests behind it; the place of a failed assertion names it too.
 */
export async function runUnitTests({ folder, kind, part, parts }: UnitRun): Promise<void> {
  const files = readTestFiles(folder)[kind].filter((_, at) => at % parts === part)
  for (const file of files) {
    comment(file)
    await import(pathToFileURL(join(folder, file)).href).catch((error: unknown) => {
      fail(`${file} cannot be run`, { error })
    })
  }
}
