import { chmod, cp, readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test, type Test } from 'tap'
import { packagedFolder, preparePrograms } from '../../../src/storage/embedded/programs.js'
import { databaseUser } from '../../../src/storage/embedded/system-user.js'
import { temporaryFolder } from '../../support/storage/temporary-folder.js'

/** The package as npm unpacks it where install scripts are off: without its links, and the programs not executable. */
async function unscriptedPackage(t: Test): Promise<string> {
  const { path, remove } = await temporaryFolder()
  t.teardown(remove)
  const native = join(path, 'native')
  await cp(packagedFolder(), native, { recursive: true, verbatimSymlinks: true })
  await cp(join(packagedFolder(), '..', 'package.json'), join(path, 'package.json'))
  for (const target of await linksOf(native)) await rm(join(path, target), { force: true })
  for (const program of ['postgres', 'initdb']) await chmod(join(native, 'bin', program), 0o644)
  return native
}

async function linksOf(native: string): Promise<string[]> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[]
  return links.map(({ target }) => target)
}

test('a package whose install script did not run is repaired in place', async (t) => {
  const native = await unscriptedPackage(t)
  const folder = dirname(native)
  const user = await databaseUser(join(folder, 'postgres'))
  const programs = await preparePrograms(folder, user, native)
  t.equal(dirname(programs.postgres), join(native, 'bin'))
  t.ok(programs.major >= 18)
})

test('a package that the database user cannot enter is copied once', { skip: process.getuid?.() !== 0 }, async (t) => {
  const native = await unscriptedPackage(t)
  await chmod(dirname(native), 0o700)
  const { path: folder, remove } = await temporaryFolder()
  t.teardown(remove)
  const user = await databaseUser(join(folder, 'postgres'))
  const first = await preparePrograms(folder, user, native)
  t.ok(first.postgres.startsWith(folder))
  await rm(join(native, 'bin'), { recursive: true })
  t.same(await preparePrograms(folder, user, native), first, 'a second start takes the copy')
  t.equal((await readdir(folder)).length, 1, 'nothing unfinished is left')
})
