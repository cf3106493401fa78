import { spawnSync } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { treeFingerprint } from './tree-fingerprint.js'
import { readTestFiles } from './unit-files.js'

/**
 * The program of `npm test`: runs tap with the given arguments, or all tests. After a run of all tests that passed it stores
 * the fingerprint of the tree, and with `--unless-passed` it does not run them again on the same tree.
 *
 * With `--unit` it runs the unit tests only.
 */

const UNLESS_PASSED = '--unless-passed'
const UNIT = '--unit'

const compiled = 'dist-test'
/** The unit tests run in two processes, one for each core of a small machine; every other test file has its own. */
const UNIT_RUNS = ['first-half.js', 'second-half.js'].map((file) => join(compiled, 'test/run/unit', file))

const root = process.cwd()
const keptFile = join(root, '.tap', 'passed')

function fingerprint(): Promise<string> {
  const places = [join(root, '..', 'shared'), process.env['PADAN_SHARED']].filter((place) => place !== undefined)
  return treeFingerprint(root, { beside: places.map((place) => join(place, 'eval')), settings: process.env })
}

async function havePassedOn(tree: string): Promise<boolean> {
  return (await readFile(keptFile, 'utf8').catch(() => '')) === tree
}

function allTests(): string[] {
  return [...UNIT_RUNS, ...readTestFiles(compiled).others.map((file) => join(compiled, file))]
}

/** Only a run of all tests, on files that did not change meanwhile, passes the tree. */
async function runTests(tree: string, tapArguments: readonly string[]): Promise<number> {
  await rm(keptFile, { force: true })
  const isWhole = tapArguments.length === 0
  const { status } = spawnSync('tap', isWhole ? allTests() : tapArguments, { stdio: 'inherit' })
  if (status !== 0) return status ?? 1
  if (!isWhole || (await fingerprint()) !== tree) return 0
  await mkdir(dirname(keptFile), { recursive: true })
  await writeFile(keptFile, tree)
  return 0
}

const args = process.argv.slice(2).flatMap((argument) => (argument === UNIT ? UNIT_RUNS : [argument]))
const tree = await fingerprint()
if (args[0] === UNLESS_PASSED && (await havePassedOn(tree)))
  console.log('All tests have passed on this very tree: they are not run again.')
else
  process.exitCode = await runTests(
    tree,
    args.filter((argument) => argument !== UNLESS_PASSED),
  )
