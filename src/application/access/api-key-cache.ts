import { findApiKeyByPrefix, type StoredApiKey } from '../../storage/access/api-keys.js'
import type { Registry } from '../context/registry.js'
import { TtlCache } from '../context/ttl-cache.js'
import { hashOfKey, isSameHash, prefixOf } from './key-secret.js'
import type { Rights, Role, Scope } from './rights.js'

/** A key that another process revokes is refused here after this time at the latest. */
const CACHED_MS = 1000

export const ADMIN_ACTOR = 'admin'

const ADMIN: Rights = {
  keyId: ADMIN_ACTOR,
  actor: ADMIN_ACTOR,
  roles: ['admin'],
  sources: [],
  areaPrefix: undefined,
  scopes: [],
}

interface CachedKey {
  /** Undefined if no key has the prefix: this is cached as well. */
  readonly key: StoredApiKey | undefined
}

/**
 * Finds the rights of API keys. A look-up costs as much as answering a small request, so stored keys are cached for a
 * second. The cache holds hashes, not key texts.
 */
export class ApiKeyCache {
  readonly #registry: Registry
  readonly #adminHash: Buffer | undefined
  readonly #cached = new TtlCache<CachedKey>(CACHED_MS)

  constructor(registry: Registry, adminKey: string | undefined) {
    this.#registry = registry
    this.#adminHash = adminKey === undefined ? undefined : hashOfKey(adminKey)
  }

  /** Returns the rights of a key; undefined for an unknown, expired or revoked one. */
  async rightsOf(text: string): Promise<Rights | undefined> {
    const hash = hashOfKey(text)
    if (this.#adminHash !== undefined && isSameHash(hash, this.#adminHash)) return ADMIN
    const prefix = prefixOf(text)
    if (prefix === undefined) return undefined
    const key = await this.#find(prefix)
    if (key === undefined || !isSameHash(hash, key.hash) || !this.#isLive(key)) return undefined
    return rightsOfKey(key)
  }

  /** Drops all entries, after a key was made or revoked. */
  clear(): void {
    this.#cached.clear()
  }

  async #find(prefix: string): Promise<StoredApiKey | undefined> {
    const cached = this.#cached.get(prefix)
    if (cached !== undefined) return cached.key
    const key = await findApiKeyByPrefix(this.#registry.database.conn, prefix)
    this.#cached.set(prefix, { key })
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
