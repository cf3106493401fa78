import { Profile } from '../../profiles/schema/profile.js'
import type { JsonObject } from '../../profiles/reading/read-rows.js'
import { readRowKey } from '../../profiles/reading/row-key.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findLiveRecords } from '../../storage/linkage/live-records.js'
import { findProfile } from '../../storage/sources/profiles.js'
import { recordId } from '../../storage/batches/record-id.js'
import { findSource } from '../../storage/sources/sources.js'
import { disambiguateKey, personMark } from '../batches/receiving/shared-personal-key.js'
import { type Refusal, refuse } from '../context/refusals.js'
import type { Registry } from '../context/registry.js'

/** The source key of a record. */
export interface RecordKey {
  readonly sourceKey: string
  /** Whether the key is a pseudonym for a key that consists of personal values. */
  readonly isPseudonym: boolean
}

/**
 * Returns the source key that a batch of the source gives to a row with these values. If a batch repeated a personal key for
 * several persons, it is the key of the person with this name and birth date. `fields` are in the columns of the source.
 * Refuses with SOURCE_UNKNOWN or SOURCE_KEY_INVALID.
 */
export async function findKey(
  { database, secret }: Registry,
  source: string,
  fields: JsonObject,
): Promise<RecordKey | Refusal> {
  const profile = await profileOf(database.conn, source)
  if (profile === undefined) return refuse('SOURCE_UNKNOWN', 'There is no such source.')
  const keySecret = secret.toString('hex')
  const { key, isPersonal, record } = readRowKey({ fields, profile, source, keySecret })
  if (key === '') return refuse('SOURCE_KEY_INVALID', 'Nothing in the row identifies it by the profile of the source.')
  const disambiguated = disambiguateKey(key, personMark(record, keySecret))
  const isRepeated = isPersonal && (await isLive(database.conn, source, disambiguated))
  return { sourceKey: isRepeated ? disambiguated : key, isPseudonym: isPersonal }
}

async function profileOf(conn: Conn, source: string): Promise<Profile | undefined> {
  const stored = await findSource(conn, source)
  const profile = stored === undefined ? undefined : await findProfile(conn, stored.profile)
  return profile === undefined ? undefined : Profile.parse(profile.document)
}

async function isLive(conn: Conn, source: string, key: string): Promise<boolean> {
  return (await findLiveRecords(conn, [recordId(source, key)])).length > 0
}
