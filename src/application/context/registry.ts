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

/** What every use case works with. */
export interface Registry {
  readonly database: Database
  readonly areas: AreaRegister
  /** Keeps the keys and ids that are made of personal values from being guessed. */
  readonly secret: Buffer
  readonly now: () => Date
}

/** What a registry is opened with instead of the built-in. */
export interface RegistryOptions {
  readonly areas?: AreaRegister
  readonly now?: () => Date
}

const SECRET_BYTES = 32
/** The locks of the use cases are told apart by their first number. */
const OPENING_LOCK = 1000

/**
 * Opens the registry of a database: its secret is made on the first use, the built-in layouts are written as new versions
 * where they changed, and the built-in model becomes the active one where there is none.
 */
export async function openRegistry(database: Database, options: RegistryOptions = {}): Promise<Registry> {
  const now = options.now ?? (() => new Date())
  const areas = options.areas ?? (await loadAreaRegister())
  const secret = await inTransaction(database, (tx) => writeBuiltIn(tx, now()))
  return { database, areas, secret, now }
}

/** Several processes may open one database at once. */
async function writeBuiltIn(tx: Tx, at: Date): Promise<Buffer> {
  await tx.lock(OPENING_LOCK, 0)
  for (const profile of PROFILES) await saveProfile(tx, profile.code, profile)
  await insertFirstModel(tx, builtInModel(), at)
  return ensureSecret(tx, 'registry', randomBytes(SECRET_BYTES))
}
