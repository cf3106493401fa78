import { createHash, type Hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** What stands in the checkout and decides over no test: history, what is built of the rest, what programs wrote. */
const LEFT_OUT = new Set(['.git', '.tap', 'node_modules', 'dist', 'dist-test', 'demo', 'data'])
/** What npm has installed, in place of all its files. */
const INSTALLED = join('node_modules', '.package-lock.json')
const DECIDING_SETTING = /^(?:PADAN_\w+|TAP_\w+|NODE_\w+|PG\w+|DATABASE_URL|TZ|LANG|LC_\w+)$/

/** What tests depend on besides the checkout. */
export interface Surroundings {
  /** Folders of data that tests read where they are there. */
  readonly beside: readonly string[]
  readonly settings: Readonly<Record<string, string | undefined>>
}

/** The SHA-256 of all that decides whether tests pass: files and their names, packages, settings, the kind of machine. */
export async function treeFingerprint(root: string, { beside, settings }: Surroundings): Promise<string> {
  const hash = createHash('sha256')
  const deciding = Object.entries(settings).filter(([name]) => DECIDING_SETTING.test(name))
  hash.update(JSON.stringify([process.version, process.platform, process.arch, deciding.sort()]))
  const names = await readdir(root)
  for (const name of names.sort()) if (!LEFT_OUT.has(name)) await addAll(hash, root, join(root, name))
  await addAll(hash, root, join(root, INSTALLED))
  for (const folder of beside) await addAll(hash, root, folder)
  return hash.digest('hex')
}

/** Adds a file, or all files in a folder in the order of their names; what is not there adds nothing. */
async function addAll(hash: Hash, root: string, path: string): Promise<void> {
  const names = await readdir(path).catch(() => undefined)
  if (names !== undefined) {
    for (const name of names.sort()) await addAll(hash, root, join(path, name))
    return
  }
  const content = await readFile(path).catch(() => undefined)
  if (content === undefined) return
  hash.update(JSON.stringify([relative(root, path), createHash('sha256').update(content).digest('hex')]))
}
