import { stat } from 'node:fs/promises'
import { StartRefusal } from '../postgres/start-refusal.js'
import { run, type SystemUser } from './run.js'

/** In order: one made for this service, one made for PostgreSQL, and the one that every Linux has. */
const CANDIDATES = ['padan', 'postgres', 'nobody']

/**
 * The user to run PostgreSQL as: undefined for the user of this process. PostgreSQL refuses to run as root, so there the owner
 * of the database's folder is taken, or for a new one the first of `padan`, `postgres` and `nobody`; no user is created.
 */
export async function databaseUser(databaseFolder: string): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await ownerOf(databaseFolder)
  if (owner !== undefined) return owner
  for (const name of CANDIDATES) {
    const user = await findUser(name)
    if (user !== undefined) return user
  }
  throw new StartRefusal(
    'PostgreSQL does not run as root and there is no user to run it as: add one with "useradd --system padan".',
  )
}

async function ownerOf(folder: string): Promise<SystemUser | undefined> {
  const { uid } = await stat(folder).catch(() => ({ uid: 0 }))
  if (uid === 0) return undefined
  const owner = await findUser(String(uid))
  if (owner !== undefined) return owner
  throw new StartRefusal(`The folder ${folder} belongs to the user id ${uid}, which has no name on this machine.`)
}

/** From `id` and not from /etc/passwd, because users may also come from a directory service. */
async function findUser(nameOrId: string): Promise<SystemUser | undefined> {
  const [name, uid, gid] = await Promise.all(
    ['-nu', '-u', '-g'].map(async (option) => {
      const { code, output } = await run('id', [option, nameOrId], undefined)
      return code === 0 ? output.trim() : ''
    }),
  )
  return name && uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined
}
