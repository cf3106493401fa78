import { findApiKeyByPrefix, type StoredApiKey } from '../../storage/access/api-keys.js'
import type { Registry } from '../context/registry.js'
import { TtlCache } from '../context/ttl-cache.js'
import { hashOfKey, isSameHash, prefixOf } from './key-secret.js'
import type { Rights, Role, Scope } from './rights.js'

/** A key that another process revokes is refused here at the latest after this time. */
const REMEMBERED_MS = 1000

export const ADMIN_ACTOR = 'admin'

const ADMIN: Rights = {
  keyId: ADMIN_ACTOR,
  actor: ADMIN_ACTOR,
  roles: ['admin'],
  sources: [],
  areaPrefix: undefined,
  scopes: [],
}

interface Found {
  /** Undefined where there is none. */
  readonly key: StoredApiKey | undefined
}

/**
 * Knows whose a key is. Looking a key up costs as much as many an answer, so it is remembered for a second; what is
 * remembered holds no key, only hashes.
 */
export class ApiKeyCache {
  readonly #registry: Registry
  readonly #adminHash: Buffer | undefined
  readonly #remembered = new TtlCache<Found>(REMEMBERED_MS)

  constructor(registry: Registry, adminKey: string | undefined) {
    this.#registry = registry
    this.#adminHash = adminKey === undefined ? undefined : hashOfKey(adminKey)
  }

  /** The rights of a key; undefined for one that is unknown, expired or revoked. */
  async rightsOf(text: string): Promise<Rights | undefined> {
    const hash = hashOfKey(text)
    if (this.#adminHash !== undefined && isSameHash(hash, this.#adminHash)) return ADMIN
    const prefix = prefixOf(text)
    if (prefix === undefined) return undefined
    const key = await this.#find(prefix)
    if (key === undefined || !isSameHash(hash, key.hash) || !this.#isLive(key)) return undefined
    return rightsOfKey(key)
  }

  /** Looks every key up anew: one was made or revoked. */
  forget(): void {
    this.#remembered.clear()
  }

  async #find(prefix: string): Promise<StoredApiKey | undefined> {
    const known = this.#remembered.get(prefix)
    if (known !== undefined) return known.key
    const key = await findApiKeyByPrefix(this.#registry.database.conn, prefix)
    this.#remembered.set(prefix, { key })
    return key
  }

  #isLive({ revokedAt, expiresAt }: StoredApiKey): boolean {
    return revokedAt === null && (expiresAt === null || expiresAt > this.#registry.now())
  }
}

function rightsOfKey({ id, name, roles, sources, areaPrefix, scopes }: StoredApiKey): Rights {
  return {
    keyId: id,
    actor: name,
    roles: roles as readonly Role[],
    sources,
    areaPrefix: areaPrefix ?? undefined,
    scopes: scopes as readonly Scope[],
  }
}
