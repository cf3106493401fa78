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

/** What a record of a source is called by. */
export interface RecordKey {
  readonly sourceKey: string
  /** Whether it stands in place of a key that is made of personal values. */
  readonly isPseudonym: boolean
}

/**
 * The key that a delivery of the source gives to a row with these values, which are as the list writes them. Where a list
 * repeated a personal key for several persons, it is the key of the one of this name and birth date. Refuses with
 * SOURCE_UNKNOWN or SOURCE_KEY_INVALID.
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
  if (key === '') return refuse('SOURCE_KEY_INVALID', 'Nothing in the row identifies it by the layout of the source.')
  const parted = disambiguateKey(key, personMark(record, keySecret))
  const isParted = isPersonal && (await isLive(database.conn, source, parted))
  return { sourceKey: isParted ? parted : key, isPseudonym: isPersonal }
}

async function profileOf(conn: Conn, source: string): Promise<Profile | undefined> {
  const stored = await findSource(conn, source)
  const layout = stored === undefined ? undefined : await findProfile(conn, stored.profile)
  return layout === undefined ? undefined : Profile.parse(layout.document)
}

async function isLive(conn: Conn, source: string, key: string): Promise<boolean> {
  return (await findLiveRecords(conn, [recordId(source, key)])).length > 0
}
