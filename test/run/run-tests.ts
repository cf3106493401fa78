import { spawnSync } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { treeFingerprint } from './tree-fingerprint.js'
import { readTestFiles } from './unit-files.js'

/**
 * The program of `npm test`: runs tap with the given arguments, or all tests. After a run of all tests that passed it stores
 * the fingerprint of the tree, and with `--unless-passed` it does not run them again on the same tree.
 *
 * With `--unit` it runs only the unit tests that do not take long.
 */

const UNLESS_PASSED = '--unless-passed'
const UNIT = '--unit'

const compiled = 'dist-test'
/** The unit tests run in few processes, the quick ones in one for each core of a small machine; every other test file has its own. */
const QUICK = ['quick-first-half.js', 'quick-second-half.js'].map((file) => join(compiled, 'test/run/unit', file))
const LENGTHY = ['lengthy-first-half.js', 'lengthy-second-half.js'].map((file) => join(compiled, 'test/run/unit', file))

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
  return [...QUICK, ...LENGTHY, ...readTestFiles(compiled).others.map((file) => join(compiled, file))]
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

const args = process.argv.slice(2).flatMap((argument) => (argument === UNIT ? QUICK : [argument]))
const tree = await fingerprint()
if (args[0] === UNLESS_PASSED && (await havePassedOn(tree)))
  console.log('All tests have passed on this very tree: they are not run again.')
else
  process.exitCode = await runTests(
    tree,
    args.filter((argument) => argument !== UNLESS_PASSED),
  )
