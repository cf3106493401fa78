import type { Test } from 'tap'
import {
  RECORD_FIELDS,
  type CanonicalRecord,
  type Facts,
} from '../../../src/domain/registry/records/canonical-record.js'
import { countPending } from '../../../src/storage/postgres/scratch-registry.js'
import { put, said, type Said } from '../registry/world.js'
import { client, type Client } from './client.js'
import { testService, type TestService } from './test-service.js'

/** A running service that knows some invented people. */
export interface KnownPeople {
  readonly service: TestService
  /** With the first admin's key. */
  readonly admin: Client
  /** Sees numbers masked. */
  readonly reader: Client
  /** Sees numbers in full. */
  readonly full: Client
  /** Puts a record and gives whose it is. */
  readonly link: (source: string, key: string, values: Values, facts?: Facts) => Promise<string>
  readonly keyFor: (key: object) => Promise<Client>
}

type Values = Partial<Record<(typeof RECORD_FIELDS)[number], string>>

export const VILLAGE = '16.06.01.2001'
const KK = '1606010101150001'
const HOME = { kk: KK, village_code: VILLAGE, address: 'DUSUN II', rt: '003', rw: '001' }

export const SUSANTO = {
  name: 'SUSANTO',
  nik: '1606011504800001',
  dob: '1980-04-15',
  sex: 'L',
  shdk: 'KEPALA KELUARGA',
  ...HOME,
}
export const AMINAH = {
  name: 'SITI AMINAH',
  nik: '1606015206850002',
  dob: '1985-06-12',
  sex: 'P',
  shdk: 'ISTRI',
  mother_name: 'ROHANI',
  phone: '081367214455',
  ...HOME,
}
export const LESTARI = {
  name: 'DEWI LESTARI',
  nik: '1606014507100003',
  dob: '2010-07-05',
  sex: 'P',
  shdk: 'ANAK',
  ...HOME,
}
export const DJOKO = {
  name: 'DJOKO SOESILO',
  nik: '1607021010750005',
  dob: '1975-10-10',
  sex: 'L',
  village_code: '16.07.02.2003',
}

/** Every number and name that must show in no log. */
export const MARKS = [SUSANTO, AMINAH, LESTARI, DJOKO]
  .flatMap(({ name, nik }) => [name, nik])
  .concat(KK, '081367214455')

/** Starts the service and links a family that three lists have, and a man of another regency. */
export async function knownPeople(t: Test): Promise<KnownPeople> {
  const service = await testService(t)
  const admin = client(t, service)
  await admin.post('/v1/agencies', { code: 'dinsos', name: 'Dinas Sosial' })
  for (const code of ['dtks', 'dtsen', 'disdukcapil', 'bantu-umak']) {
    await admin.post('/v1/sources', { code, agency: 'dinsos', profile: 'canonical', name: code })
  }
  const link = async (source: string, key: string, values: Values, facts: Facts = {}): Promise<string> => {
    const record = saidBy(source, key, values, facts)
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

function saidBy(source: string, key: string, values: Values, facts: Facts): Said {
  const blank = Object.fromEntries(RECORD_FIELDS.map((field) => [field, '']))
  return said({ ...blank, ...values, source, source_key: key } as CanonicalRecord, facts)
}

/** The id of the only person whom a question finds. */
export async function onlyPerson({ full }: Pick<KnownPeople, 'full'>, question: object): Promise<string> {
  const { body } = await full.post('/v1/persons/search', question)
  const [found, another] = body.items ?? []
  if (found === undefined || another !== undefined) throw new Error('A question must find one person')
  return String(found.id)
}

/** Waits until all judgements have been acted on. */
export async function settled({ service }: Pick<KnownPeople, 'service'>): Promise<void> {
  service.linker.wake()
  while ((await countPending(service.database.conn)) > 0) await new Promise((resolve) => setTimeout(resolve, 10))
}
