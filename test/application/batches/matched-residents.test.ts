import sql from 'sql-template-tag'
import { test } from 'tap'
import { goldenOf } from '../../../src/application/persons/get-persons.js'
import { findKey } from '../../../src/application/records/find-key.js'
import { findPersons } from '../../../src/storage/persons/persons.js'
import { notRefused } from '../../support/batches/process-batch.js'
import { ListRegistry } from '../../support/registry/list-registry.js'

/** An extract of the population register: its rows are known by their NIK alone. */
interface Resident {
  readonly nik: string
  readonly kk: string
  readonly name: string
  readonly dob: string
  readonly sex?: string
}

function extract(residents: readonly Resident[]): string {
  const rows = residents.map(
    ({ nik, kk, name, dob, sex = 'LAKI-LAKI' }) => `${nik};${kk};${name};${dob};${sex};16.06.04.2007`,
  )
  return `${['NIK;NO_KK;NAMA_LGKP;TGL_LHR;JENIS_KLMIN;KODE_WILAYAH', ...rows].join('\n')}\n`
}

const VILLAGERS: readonly Resident[] = Array.from({ length: 12 }, (_, at) => ({
  nik: `160604${String(11 + at)}0555${String(at + 1).padStart(4, '0')}`,
  kk: `16060418070${String(50_001 + at)}`,
  name: `${'RUSDI MARWAN SUKIMAN TOHIR BASIRUN LEMAN'.split(' ')[at % 6]} ${'EFENDI PRATOMO'.split(' ')[at % 2]}`,
  dob: `${11 + at}-05-1955`,
}))
const HARUN: Resident = { nik: '1606040602740003', kk: '1606041807060001', name: 'HARUN', dob: '06-02-1974' }

test('a resident whose NIK the register corrects is the same person, also while another one gets the former number', async (t) => {
  const list = await ListRegistry.open(t, 'disdukcapil')
  const { conn } = list.testRegistry.database
  await list.send(extract([HARUN, ...VILLAGERS]))
  const before = await list.standing('HARUN')
  const corrected = { ...HARUN, nik: '1606040602740013' }
  t.match(await list.send(extract([corrected, ...VILLAGERS])), { counts: { accepted: 1, withdrawn: 0 } })
  t.same(await list.standing('HARUN'), before)
  const [person] = await findPersons(conn, [before.person])
  const golden = person === undefined ? {} : goldenOf(person)
  t.match(golden, { nik: { value: corrected.nik }, former_niks: [{ value: HARUN.nik, record: before.record }] })

  const holder = { ...HARUN, kk: '1606041902110033', name: 'PONIMAN', dob: '06-02-1999' }
  t.match(await list.send(extract([holder, ...VILLAGERS, corrected])), { counts: { accepted: 1, withdrawn: 0 } })
  t.same(await list.standing('HARUN'), before)
  t.not((await list.standing('PONIMAN')).person, before.person)
  const again = await list.send(extract([corrected, holder, ...VILLAGERS]))
  t.match(again, { counts: { accepted: 0, unchanged: 14, withdrawn: 0 } })
  const poniman = await list.standing('PONIMAN')
  t.match(await list.send(extract([holder, ...VILLAGERS])), { counts: { withdrawn: 1 } })
  t.same(await list.standing('PONIMAN'), poniman)
  t.match(await list.send(extract([holder, ...VILLAGERS, corrected])), { counts: { accepted: 1, withdrawn: 0 } })
  t.same(await list.standing('HARUN'), before, 'who was left out once is the same person again')
  t.same(await list.testRegistry.violations(), [])
})

test('residents whose NIKs were interchanged get them right and stay who they are', async (t) => {
  const list = await ListRegistry.open(t, 'disdukcapil')
  const first = { ...HARUN, nik: '1606042303660001' }
  const second: Resident = { nik: HARUN.nik, kk: '1606042008150007', name: 'ISMAIL', dob: '23-03-1966' }
  await list.send(extract([first, second, ...VILLAGERS]))
  const before = await list.standings()
  const right = [
    { ...first, nik: second.nik },
    { ...second, nik: first.nik },
  ]
  t.match(await list.send(extract([...VILLAGERS, ...right])), { counts: { accepted: 2, withdrawn: 0 } })
  t.same(await list.standings(), before)
  t.match(await list.send(extract([...right, ...VILLAGERS])), { counts: { accepted: 0, withdrawn: 0 } })
  t.same(await list.testRegistry.violations(), [])
})

test('members who share a NIK stay the same records while it is corrected one by one, and when they come back', async (t) => {
  const list = await ListRegistry.open(t, 'disdukcapil')
  const family: readonly Resident[] = [
    HARUN,
    { ...HARUN, name: 'ROSMALA', dob: '17-10-1978', sex: 'PEREMPUAN' },
    { ...HARUN, name: 'ILHAM', dob: '02-12-2006' },
  ]
  await list.send(extract([...family, ...VILLAGERS]))
  const before = await list.standings()
  const [head = HARUN, wife = HARUN, son = HARUN] = family
  const states: Resident[][] = [
    [head, { ...wife, nik: '1606045710780001' }, son],
    [head, { ...wife, nik: '1606045710780001' }, { ...son, nik: '1606040212060002' }],
    [head, wife, son],
  ]
  for (const state of states) {
    t.match(await list.send(extract([...state, ...VILLAGERS])), { counts: { withdrawn: 0, rejected: 0 } })
    t.same(await list.standings(), before)
  }
  t.match(await list.send(extract(VILLAGERS)), { counts: { withdrawn: 3 } })
  await list.send(extract([...family, ...VILLAGERS]))
  t.same(await list.standings(), before)
  t.same(await list.testRegistry.violations(), [])
})

test('a resident whose NIK was corrected is not withdrawn where the row is rejected', async (t) => {
  const list = await ListRegistry.open(t, 'disdukcapil')
  await list.send(extract([HARUN, ...VILLAGERS]))
  const corrected = { ...HARUN, nik: '1606040602740013' }
  await list.send(extract([corrected, ...VILLAGERS]))
  const before = await list.standings()
  const spoilt = await list.send(extract([{ ...corrected, name: 'HA\0RUN' }, ...VILLAGERS]))
  t.match(spoilt, { state: 'completed', counts: { rejected: 1, unchanged: VILLAGERS.length, withdrawn: 0 } })
  t.same(await list.standings(), before)
})

test('a record is found by the numbers of its former and of its present row', async (t) => {
  const list = await ListRegistry.open(t, 'disdukcapil')
  const { registry } = list.testRegistry
  await list.send(extract([HARUN, ...VILLAGERS]))
  const { key } = await list.standing('HARUN')
  const named = async ({ nik, name, dob }: Resident): Promise<string> => {
    return notRefused(await findKey(registry, list.source, { nik, name, dob })).sourceKey
  }
  t.equal(await named(HARUN), key)
  const corrected = { ...HARUN, nik: '1606040602740013' }
  await list.send(extract([corrected, ...VILLAGERS]))
  t.equal(await named(corrected), key)
  t.equal(await named({ ...corrected, nik: `'1606040602740013` }), key)
})

test('a list whose keys an earlier release made otherwise is found again by its content', async (t) => {
  const list = await ListRegistry.open(t, 'disdukcapil')
  const { registry, database } = list.testRegistry
  const residents = [HARUN, ...VILLAGERS]
  await list.send(extract(residents))
  // The keys and marks of an earlier release are other hashes of the same values: here those of another secret.
  const former = Buffer.alloc(32, 7)
  await list.clear()
  const { secret } = registry
  Object.assign(registry, { secret: former })
  await list.send(extract(residents))
  const before = await list.standings()
  Object.assign(registry, { secret })
  const [first = HARUN, ...rest] = residents
  const sent = [...rest, { ...first, nik: '1606040602740013' }]
  t.match(await list.send(extract(sent)), { state: 'completed', counts: { accepted: residents.length, withdrawn: 0 } })
  t.same(await list.standings(), before)
  t.match(await list.send(extract(sent)), { counts: { accepted: 0, unchanged: residents.length, withdrawn: 0 } })
  const [stored] = await database.conn.read(sql`
    SELECT count(*)::int AS rows FROM source_records WHERE payload IS NOT NULL`)
  t.same(stored, { rows: residents.length * 3 }, 'what is known already is not stored again')
  t.same(await list.testRegistry.violations(), [])
})
