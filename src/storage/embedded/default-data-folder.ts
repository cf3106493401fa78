import { resolve } from 'node:path'
import { run } from './run.js'
import { clusterFolder } from './cluster-folder.js'
import { databaseUser } from './system-user.js'

/** Where services keep their state, reachable by every user. */
const SYSTEM_FOLDER = '/var/lib/padan'

/**
 * The data folder where none is set: `data` in the working directory; /var/lib/padan where root starts the service in a
 * place, such as its home, that the database's user cannot enter.
 */
export async function defaultDataFolder(): Promise<string> {
  const here = resolve('data')
  const user = await databaseUser(clusterFolder(here).database)
  const { code } = await run('test', ['-x', process.cwd()], user)
  return code === 0 ? here : SYSTEM_FOLDER
}
