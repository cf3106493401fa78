import { spawnSync } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { treeFingerprint } from './tree-fingerprint.js'

/**
 * The program of `npm test`: runs tap with the arguments that it is given. When all tests have passed it keeps the
 * fingerprint of what they passed on, so that with `--unless-passed` it need not run them again on the very same tree.
 */

const UNLESS_PASSED = '--unless-passed'

const root = process.cwd()
const keptFile = join(root, '.tap', 'passed')

function fingerprint(): Promise<string> {
  const places = [join(root, '..', 'shared'), process.env['PADAN_SHARED']].filter((place) => place !== undefined)
  return treeFingerprint(root, { beside: places.map((place) => join(place, 'eval')), settings: process.env })
}

async function havePassedOn(tree: string): Promise<boolean> {
  return (await readFile(keptFile, 'utf8').catch(() => '')) === tree
}

/** Only a run of all tests, on files that stayed as they were, says anything of the tree. */
async function runTests(tree: string, tapArguments: readonly string[]): Promise<number> {
  await rm(keptFile, { force: true })
  const { status } = spawnSync('tap', tapArguments, { stdio: 'inherit' })
  if (status !== 0) return status ?? 1
  if (tapArguments.length > 0 || (await fingerprint()) !== tree) return 0
  await mkdir(dirname(keptFile), { recursive: true })
  await writeFile(keptFile, tree)
  return 0
}

const args = process.argv.slice(2)
const tree = await fingerprint()
if (args[0] === UNLESS_PASSED && (await havePassedOn(tree)))
  console.log('All tests have passed on this very tree: they are not run again.')
else
  process.exitCode = await runTests(
    tree,
    args.filter((argument) => argument !== UNLESS_PASSED),
  )
