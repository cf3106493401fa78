import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
const ROOMY_BYTES = 2 ** 31

/**
 * A new folder that the database's user can enter, and its removal. It lies in memory where there is room, since a cluster's
 * creation and every checkpoint wait for the disk.
 */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const free = await statfs(MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )
  const path = await mkdtemp(join(free > ROOMY_BYTES ? MEMORY : tmpdir(), 'padan-test-'))
  await chmod(path, 0o755)
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
