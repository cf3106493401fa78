import { liesIn } from '../context/area-scope.js'

export const ROLES = ['producer', 'reader', 'steward', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const SCOPES = ['pii:read'] as const
export type Scope = (typeof SCOPES)[number]

/** Who calls and what they may do. */
export interface Rights {
  /** The id of the key; `admin` for the key of the settings. */
  readonly keyId: string
  /** Whom the audit log and judgements name. */
  readonly actor: string
  readonly roles: readonly Role[]
  /** The sources that a producer sends; all for an admin. */
  readonly sources: readonly string[]
  /** Dotted Kemendagri code of the only area that the key may know of. */
  readonly areaPrefix: string | undefined
  readonly scopes: readonly Scope[]
}

/** Whether any of the roles is held. An admin may whatever the others may. */
export function hasRole({ roles }: Rights, allowed: readonly Role[]): boolean {
  return roles.includes('admin') || roles.some((role) => allowed.includes(role))
}

/** Whether NIK, KK and phone are shown in full. */
export function maySeePersonal({ scopes }: Rights): boolean {
  return scopes.includes('pii:read')
}

/** Whether what lies in an area may be known of: a key without an area prefix may know of all, also of what has no area. */
export function maySeeArea({ areaPrefix }: Rights, areaCode: string | undefined): boolean {
  return liesIn(areaCode, areaPrefix)
}

/** Whether records of a source may be sent and its deliveries seen. */
export function maySendSource(rights: Rights, source: string): boolean {
  return rights.roles.includes('admin') || (rights.roles.includes('producer') && rights.sources.includes(source))
}
