import { Profile } from '../../profiles/schema/profile.js'
import type { JsonObject } from '../../profiles/reading/read-rows.js'
import { readRowKey } from '../../profiles/reading/row-key.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findProfile } from '../../storage/sources/profiles.js'
import { recordId } from '../../storage/batches/record-id.js'
import { listNamedRecords, type NamedRecord } from '../../storage/batches/named-records.js'
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
 * Returns the source key of the live record that a row with these values is of: the one that its values make by the profile;
 * the key of an earlier version where a batch has found the row to be a correction of it; of several persons who share a
 * personal key, the key of the one with this name and birth date. `fields` are in the columns of the source. Refuses with
 * SOURCE_UNKNOWN or SOURCE_KEY_INVALID.
 */
export async function findKey(
  { database: { conn }, secret }: Registry,
  source: string,
  fields: JsonObject,
): Promise<RecordKey | Refusal> {
  const profile = await profileOf(conn, source)
  if (profile === undefined) return refuse('SOURCE_UNKNOWN', 'There is no such source.')
  const keySecret = secret.toString('hex')
  const { key, isPersonal, record } = readRowKey({ fields, profile, source, keySecret })
  if (key === '') return refuse('SOURCE_KEY_INVALID', 'Nothing in the row identifies it by the profile of the source.')
  if (!isPersonal) return { sourceKey: key, isPseudonym: false }
  const mark = personMark(record, keySecret)
  const named = await listNamedRecords(conn, [recordId(source, key), recordId(source, disambiguateKey(key, mark))])
  return { sourceKey: keyOfPerson(named, { key, mark }) ?? key, isPseudonym: true }
}

/** The record of the person; else the only one, unless its key was parted to tell it from those of other persons. */
function keyOfPerson(named: readonly NamedRecord[], { key, mark }: { key: string; mark: string }): string | undefined {
  const ofPerson = named.find(({ personMark: own }) => own === mark)
  if (ofPerson !== undefined) return ofPerson.sourceKey
  const [first, second] = named
  return second === undefined && first?.sourceKey.startsWith(`${key}-`) === false ? first.sourceKey : undefined
}

async function profileOf(conn: Conn, source: string): Promise<Profile | undefined> {
  const stored = await findSource(conn, source)
  const profile = stored === undefined ? undefined : await findProfile(conn, stored.profile)
  return profile === undefined ? undefined : Profile.parse(profile.document)
}
