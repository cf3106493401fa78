import { randomUUID } from 'node:crypto'
import { insertApiKey, type StoredApiKey } from '../../storage/access/api-keys.js'
import { appendAudit } from '../../storage/access/audit.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { findSource } from '../../storage/sources/sources.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { liesIn } from '../context/area-scope.js'
import { ADMIN_ACTOR } from './api-key-cache.js'
import { hashOfKey, newKeySecret } from './key-secret.js'
import { type KeyView, viewKey } from './key-view.js'
import type { Rights, Role, Scope } from './rights.js'

/** A key to make, with the rights of the caller that makes it. */
export interface NewKey {
  readonly name: string
  readonly roles: readonly Role[]
  readonly sources: readonly string[]
  readonly areaPrefix: string | undefined
  readonly scopes: readonly Scope[]
  readonly expiresAt: Date | undefined
  readonly by: Rights
}

/** A new key with its secret text, which is shown only once. */
export interface MadeKey {
  readonly key: KeyView
  readonly text: string
}

/** Names that the audit log uses for actors other than keys. */
const RESERVED_NAMES = new Set([ADMIN_ACTOR, 'padan', 'nobody'])

/**
 * Makes a key. Refuses with NAME_MISSING, KEY_NAME_TAKEN, KEY_EXPIRED_AT_ONCE, SOURCE_UNKNOWN, or with RIGHTS_EXCEEDED if
 * the caller is limited to an area and the key would reach outside of it or have a scope that the caller lacks.
 */
export async function makeKey(tx: Tx, requested: NewKey, at: Date): Promise<MadeKey | Refusal> {
  const name = requested.name.trim()
  const fault = faultOf({ ...requested, name }, at)
  if (fault !== undefined) return fault
  const { text, prefix } = newKeySecret()
  const key = storedKey({ ...requested, name }, { at, prefix, hash: hashOfKey(text) })
  const refusal = await refusalOf(tx, key)
  if (refusal !== undefined) return refusal
  const { roles, sources, areaPrefix, scopes, expiresAt } = key
  const content = { name, prefix, roles, sources, area_prefix: areaPrefix, scopes, expires_at: expiresAt }
  const entry = { actor: requested.by.actor, action: 'key.made', subjectKind: 'key', subjectId: key.id, content }
  await appendAudit(tx, entry, at)
  return { key: viewKey(key), text }
}

function faultOf({ name, areaPrefix, scopes, expiresAt, by }: NewKey, at: Date): Refusal | undefined {
  if (name === '') return refuse('NAME_MISSING', 'The key needs a name, which the audit log shows as the actor.')
  if (RESERVED_NAMES.has(name.toLowerCase())) return refuse('KEY_NAME_TAKEN', 'The name is reserved.')
  if (expiresAt !== undefined && expiresAt <= at)
    return refuse('KEY_EXPIRED_AT_ONCE', '`expires_at` must be in the future.')
  if (by.areaPrefix !== undefined && !liesIn(areaPrefix, by.areaPrefix))
    return refuse('RIGHTS_EXCEEDED', 'A key that is limited to an area can make keys for that area only.')
  if (by.areaPrefix !== undefined && !scopes.every((scope) => by.scopes.includes(scope)))
    return refuse('RIGHTS_EXCEEDED', 'A key that is limited to an area can grant only the scopes that it has.')
  return undefined
}

async function refusalOf(tx: Tx, key: StoredApiKey): Promise<Refusal | undefined> {
  for (const source of key.sources)
    if ((await findSource(tx, source)) === undefined) return refuse('SOURCE_UNKNOWN', 'There is no such source.')
  return (await insertApiKey(tx, key)) ? undefined : refuse('KEY_NAME_TAKEN', 'A live key has this name.')
}

function storedKey(
  { name, roles, sources, areaPrefix, scopes, expiresAt, by }: NewKey,
  made: { readonly at: Date; readonly prefix: string; readonly hash: Buffer },
): StoredApiKey {
  return {
    id: randomUUID(),
    prefix: made.prefix,
    hash: made.hash,
    name,
    roles,
    sources,
    areaPrefix: areaPrefix ?? null,
    scopes,
    madeBy: by.actor,
    madeAt: made.at,
    expiresAt: expiresAt ?? null,
    revokedAt: null,
  }
}
