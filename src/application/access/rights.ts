import { liesIn } from '../context/area-scope.js'

export const ROLES = ['producer', 'reader', 'steward', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const SCOPES = ['pii:read'] as const
export type Scope = (typeof SCOPES)[number]

/** The identity and permissions of a caller. */
export interface Rights {
  /** The id of the key; `admin` for the key from the settings. */
  readonly keyId: string
  /** The name in the audit log and in judgements. */
  readonly actor: string
  readonly roles: readonly Role[]
  /** The sources that a producer may send; an admin may send all. */
  readonly sources: readonly string[]
  /** Dotted Kemendagri code of the only area that the key may read; undefined for all areas. */
  readonly areaPrefix: string | undefined
  readonly scopes: readonly Scope[]
}

/** Whether the caller has any of the roles. An admin has all of them. */
export function hasRole({ roles }: Rights, allowed: readonly Role[]): boolean {
  return roles.includes('admin') || roles.some((role) => allowed.includes(role))
}

/** Whether the caller sees NIK, KK and phone in full. */
export function maySeePersonal({ scopes }: Rights): boolean {
  return scopes.includes('pii:read')
}

/**
 * Whether the caller may see data with this area code. A key without an area prefix sees all data, also data without an
 * area code.
 */
export function maySeeArea({ areaPrefix }: Rights, areaCode: string | undefined): boolean {
  return liesIn(areaCode, areaPrefix)
}

/** Whether the caller may send records of a source and see its batches. */
export function maySendSource(rights: Rights, source: string): boolean {
  return rights.roles.includes('admin') || (rights.roles.includes('producer') && rights.sources.includes(source))
}
