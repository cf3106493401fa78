import { UsageError } from '../command/usage-error.js'

/** Writes a file that the user named. Throws a UsageError where it cannot be written: a folder, or no folder to hold it. */
export async function refuseUnwritable(file: string, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw new UsageError(`${file} cannot be written`)
  }
}
