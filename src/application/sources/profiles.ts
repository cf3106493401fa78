import { Profile } from '../../profiles/schema/profile.js'
import { PROFILES } from '../../profiles/built-in/profiles.js'
import { appendAudit } from '../../storage/access/audit.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { findProfile, listProfiles as listStoredProfiles, saveProfile } from '../../storage/sources/profiles.js'
import { type Refusal, refuse } from '../context/refusals.js'
import type { Registry } from '../context/registry.js'

export { Profile } from '../../profiles/schema/profile.js'

const BUILT_IN = new Set(PROFILES.map(({ code }) => code))

/** A profile as the API returns it. */
export interface ProfileView {
  readonly version: number
  readonly is_built_in: boolean
  readonly document: Profile
}

/** Returns the newest version of every profile, by code. */
export async function listProfiles({ database }: Registry): Promise<readonly ProfileView[]> {
  return (await listStoredProfiles(database.conn)).map(({ version, document }) => viewOf(version, document))
}

/** Returns the newest version of a profile. */
export async function findProfileByCode({ database }: Registry, code: string): Promise<ProfileView | undefined> {
  const stored = await findProfile(database.conn, code)
  return stored === undefined ? undefined : viewOf(stored.version, stored.document)
}

/** Adds a profile, or a new version of one; refuses with PROFILE_BUILT_IN. An unchanged document adds no version. */
export async function addProfile(
  tx: Tx,
  { document, by }: { readonly document: Profile; readonly by: string },
  at: Date,
): Promise<{ readonly view: ProfileView; readonly isNew: boolean } | Refusal> {
  const { code } = document
  if (BUILT_IN.has(code))
    return refuse('PROFILE_BUILT_IN', 'This profile comes with the program. Use another code for yours.')
  const isNew = await saveProfile(tx, code, document)
  const stored = await findProfile(tx, code)
  const version = stored?.version ?? 1
  const entry = { actor: by, action: 'profile.added', subjectKind: 'profile', subjectId: code, content: { version } }
  if (isNew) await appendAudit(tx, entry, at)
  return { view: viewOf(version, stored?.document ?? document), isNew }
}

function viewOf(version: number, stored: unknown): ProfileView {
  const document = Profile.parse(stored)
  return { version, is_built_in: BUILT_IN.has(document.code), document }
}
