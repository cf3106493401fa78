import { randomBytes } from 'node:crypto'
import type { AreaRegister } from '../../domain/identity/areas/area.js'
import { PROFILES } from '../../profiles/built-in/profiles.js'
import { loadAreaRegister } from '../../reference/area-register.js'
import { builtInModel } from '../../reference/built-in-model.js'
import type { Database, Tx } from '../../storage/postgres/connection.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import { insertFirstModel } from '../../storage/linkage/models.js'
import { saveProfile } from '../../storage/sources/profiles.js'
import { ensureSecret } from '../../storage/postgres/secrets.js'

/** The resources of every use case. */
export interface Registry {
  readonly database: Database
  readonly areas: AreaRegister
  /** Makes keys and ids that are computed from personal values impossible to guess. */
  readonly secret: Buffer
  readonly now: () => Date
  /** The most rejections that are stored of a source. */
  readonly rejectionsPerSource: number
}

/** Replacements for the built-in area register, the system clock and the quota. */
export interface RegistryOptions {
  readonly areas?: AreaRegister
  readonly now?: () => Date
  readonly rejectionsPerSource?: number
}

/** Some hundred megabytes at most, and the rejections of twenty bad batches in full. */
export const REJECTIONS_PER_SOURCE = 200_000

const SECRET_BYTES = 32
/** The first number of an advisory lock distinguishes the locks of the use cases. */
const OPENING_LOCK = 1000

/**
 * Opens the registry of a database. Creates its secret on the first use, writes built-in profiles that have changed as new
 * versions, and activates the built-in model if no model is active.
 */
export async function openRegistry(database: Database, options: RegistryOptions = {}): Promise<Registry> {
  const now = options.now ?? (() => new Date())
  const areas = options.areas ?? (await loadAreaRegister())
  const secret = await inTransaction(database, (tx) => writeBuiltIn(tx, now()))
  return { database, areas, secret, now, rejectionsPerSource: options.rejectionsPerSource ?? REJECTIONS_PER_SOURCE }
}

/** Takes a lock, because several processes may open one database at the same time. */
async function writeBuiltIn(tx: Tx, at: Date): Promise<Buffer> {
  await tx.lock(OPENING_LOCK, 0)
  for (const profile of PROFILES) await saveProfile(tx, profile.code, profile)
  await insertFirstModel(tx, builtInModel(), at)
  return ensureSecret(tx, 'registry', randomBytes(SECRET_BYTES))
}
