import type { Test } from 'tap'
import {
  RECORD_FIELDS,
  type CanonicalRecord,
  type Facts,
} from '../../../src/domain/registry/records/canonical-record.js'
import { countPending } from '../../../src/storage/postgres/scratch-registry.js'
import { put, testRecord, type TestRecord } from '../registry/test-registry.js'
import { until } from '../until.js'
import { client, type Client } from './client.js'
import { testService, type TestService } from './test-service.js'

/** A running service with four sources and a linked family, and clients of different rights. */
export interface FamilyService {
  readonly service: TestService
  /** With the first admin's key. */
  readonly admin: Client
  /** Reads numbers masked. */
  readonly reader: Client
  /** Reads numbers in full. */
  readonly full: Client
  /** Puts and links a record; returns the record id. */
  readonly link: (source: string, key: string, values: Values, facts?: Facts) => Promise<string>
  readonly keyFor: (key: object) => Promise<Client>
}

type Values = Partial<Record<(typeof RECORD_FIELDS)[number], string>>

export const VILLAGE = '16.06.01.2001'
const KK = '1606010101150001'
const SHARED_HOUSEHOLD = { kk: KK, village_code: VILLAGE, address: 'DUSUN II', rt: '003', rw: '001' }

export const SUSANTO = {
  name: 'SUSANTO',
  nik: '1606011504800001',
  dob: '1980-04-15',
  sex: 'L',
  shdk: 'KEPALA KELUARGA',
  ...SHARED_HOUSEHOLD,
}
export const AMINAH = {
  name: 'SITI AMINAH',
  nik: '1606015206850002',
  dob: '1985-06-12',
  sex: 'P',
  shdk: 'ISTRI',
  mother_name: 'ROHANI',
  phone: '081367214455',
  ...SHARED_HOUSEHOLD,
}
export const LESTARI = {
  name: 'DEWI LESTARI',
  nik: '1606014507100003',
  dob: '2010-07-05',
  sex: 'P',
  shdk: 'ANAK',
  ...SHARED_HOUSEHOLD,
}
export const DJOKO = {
  name: 'DJOKO SOESILO',
  nik: '1607021010750005',
  dob: '1975-10-10',
  sex: 'L',
  village_code: '16.07.02.2003',
}

/** Every number and name that must not appear in a log. */
export const MARKS = [SUSANTO, AMINAH, LESTARI, DJOKO]
  .flatMap(({ name, nik }) => [name, nik])
  .concat(KK, '081367214455')

/** Starts the service and links a family that is in three sources, and a man of another regency. */
export async function familyService(t: Test): Promise<FamilyService> {
  const service = await testService(t)
  const admin = client(t, service)
  await admin.post('/v1/agencies', { code: 'dinsos', name: 'Dinas Sosial' })
  for (const code of ['dtks', 'dtsen', 'disdukcapil', 'bantu-umak']) {
    await admin.post('/v1/sources', { code, agency: 'dinsos', profile: 'canonical', name: code })
  }
  const link = async (source: string, key: string, values: Values, facts: Facts = {}): Promise<string> => {
    const record = recordOf(source, key, values, facts)
    await service.linker.link(put(record))
    return record.id
  }
  await Promise.all([
    link('dtks', 'A-1', SUSANTO, { floor: 'TANAH', receives: ['PKH'] }),
    link('dtks', 'A-2', { ...AMINAH, name: 'ST. AMINAH' }),
    link('dtks', 'A-3', LESTARI),
    link('dtsen', 'E-1', SUSANTO, { desil: 1 }),
    link('dtsen', 'E-2', { ...AMINAH, dob: '1985-06-13' }),
    link('dtsen', 'E-3', LESTARI),
    link('disdukcapil', 'D-2', AMINAH),
    link('bantu-umak', 'B-1', SUSANTO, { programme: 'Bantu Umak', monthly_amount: 325_000, counted_persons: 2 }),
    link('dtks', 'A-9', DJOKO),
  ])
  const keyFor = async (key: object): Promise<Client> => {
    const { status, body } = await admin.post('/v1/keys', { name: JSON.stringify(key).slice(0, 90), ...key })
    if (status !== 201) throw new Error(`No key: ${status}`)
    return admin.as(String(body.key))
  }
  const reader = await keyFor({ roles: ['reader'] })
  const full = await keyFor({ roles: ['reader'], scopes: ['pii:read'] })
  return { service, admin, reader, full, link, keyFor }
}

function recordOf(source: string, key: string, values: Values, facts: Facts): TestRecord {
  const blank = Object.fromEntries(RECORD_FIELDS.map((field) => [field, '']))
  return testRecord({ ...blank, ...values, source, source_key: key } as CanonicalRecord, facts)
}

/** The id of the only person that a search finds. */
export async function onlyPerson({ full }: Pick<FamilyService, 'full'>, query: object): Promise<string> {
  const { body } = await full.post('/v1/persons/search', query)
  const [found, another] = body.items ?? []
  if (found === undefined || another !== undefined) throw new Error('The search must find one person')
  return String(found.id)
}

/** Waits until the records of all judgements are linked. */
export async function judgementsLinked({ service }: Pick<FamilyService, 'service'>): Promise<void> {
  service.linker.wake()
  await until(async () => (await countPending(service.database.conn)) === 0)
}
