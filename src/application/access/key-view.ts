import type { StoredApiKey } from '../../storage/access/api-keys.js'
import type { Role, Scope } from './rights.js'

/** A key as the API shows it: without its text and without its hash. */
export interface KeyView {
  readonly id: string
  readonly prefix: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly sources: readonly string[]
  readonly area_prefix: string | null
  readonly scopes: readonly Scope[]
  readonly made_by: string
  readonly made_at: string
  readonly expires_at: string | null
  readonly revoked_at: string | null
}

export function viewKey(key: StoredApiKey): KeyView {
  return {
    id: key.id,
    prefix: key.prefix,
    name: key.name,
    roles: key.roles as readonly Role[],
    sources: key.sources,
    area_prefix: key.areaPrefix,
    scopes: key.scopes as readonly Scope[],
    made_by: key.madeBy,
    made_at: key.madeAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
  }
}
