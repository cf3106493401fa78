import { familyBlockKey, partsOfBlockKey } from '../../domain/linkage/blocking/block-key.js'
import type { Model } from '../../domain/linkage/model/model.js'
import { RECORD_FIELDS, type CanonicalRecord } from '../../domain/registry/records/canonical-record.js'
import { listKeyHolders } from '../../storage/linkage/block-keys.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { listHouseholdKeyHolders } from '../../storage/households/households.js'
import { findPersonsOfRecords } from '../../storage/linkage/live-records.js'
import { listSources } from '../../storage/sources/sources.js'
import { FeatureRows } from '../../domain/linkage/feature-rows.js'
import { givenRecords } from './given-records.js'

/** Returns the persons with a record that has this NIK. May include others: different numbers can have the same block key. */
export async function personsOfNik(conn: Conn, model: Model, nik: string): Promise<readonly string[]> {
  const rows = new FeatureRows(model)
  const blank = Object.fromEntries(RECORD_FIELDS.map((field) => [field, '']))
  rows.append(givenRecords([[{ ...blank, source: '', nik } as CanonicalRecord]]))
  const ofNik = model.blocking.findIndex(({ atoms }) => atoms.length === 1 && atoms[0] === nikField(model))
  const keys = (rows.blockKeys(new Set())[0] ?? []).filter((key) => partsOfBlockKey(key).ruleNumber === ofNik)
  return personsOfKeys(conn, keys)
}

function nikField({ fields }: Model): string | undefined {
  return fields.find(({ type }) => type === 'nik')?.name
}

/**
 * Returns the persons with this KK as household key, and the persons in families that a source identifies by it. May include
 * others.
 */
export async function personsOfKk(conn: Conn, kk: string): Promise<readonly string[]> {
  const sources = await listSources(conn)
  const families = sources.map(({ code }) => familyBlockKey(`${code}\0${kk}`))
  const [holders, members] = await Promise.all([
    listHouseholdKeyHolders(conn, [`kk:${kk}`]),
    personsOfKeys(conn, families),
  ])
  return [...new Set([...holders.map(({ personId }) => personId), ...members])]
}

async function personsOfKeys(conn: Conn, keys: readonly number[]): Promise<readonly string[]> {
  const holders = await listKeyHolders(conn, keys)
  const persons = await findPersonsOfRecords(
    conn,
    holders.map(({ recordId }) => recordId),
  )
  return [...new Set(persons.values())]
}
