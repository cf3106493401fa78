import { test } from 'tap'
import { LARGEST_FAMILY } from '../../../src/domain/linkage/features/family-reader.js'
import { MOST_RECORDS_OF_A_KEY } from '../../../src/domain/linkage/blocking/stop-repeated-values.js'
import { csvOf } from '../../support/registry/random-changes.js'
import { put, type TestRecord, testRecord, withdrawal, TestRegistry } from '../../support/registry/test-registry.js'
import { sendBatch } from '../../support/batches/process-batch.js'

const NAMES = ['SITI AMINAH', 'BUDI SANTOSO', 'RATNA DEWI', 'JOKO SUSILO', 'NURHAYATI', 'ABDUL RAHMAN', 'YATI']
const KK = '1606111609140007'
const NIK = '1606051304980003'
const PHONE = '081367000111'

type Values = Partial<TestRecord['record']>

/** Invented persons of many families, five to a village, unless the values say otherwise. */
function person(number: number, source: string, values: Values): TestRecord {
  const serial = String(number).padStart(4, '0')
  const day = String(1 + (number % 28)).padStart(2, '0')
  return testRecord({
    source,
    source_key: `${source}-${number}`,
    nik: `16060511${String(1 + (number % 12)).padStart(2, '0')}80${serial}`,
    kk: `16061116091${String(40_000 + Math.floor(number / 4)).padStart(5, '0')}`,
    name: `${NAMES[number % NAMES.length]} ${String.fromCharCode(65 + (number % 26), 65 + (number % 23), 65)}I`,
    dob: `1980-${String(1 + (number % 12)).padStart(2, '0')}-${day}`,
    sex: number % 2 === 0 ? 'P' : 'L',
    birthplace: '',
    mother_name: '',
    address: '',
    rt: '',
    rw: '',
    village_code: `16.06.11.20${String(10 + (Math.floor(number / 20) % 20))}`,
    phone: '',
    shdk: number % 4 === 0 ? 'KEPALA KELUARGA' : 'ANAK',
    household_ref: '',
    ...values,
  })
}

function persons(count: number, source: string, values: Values, from = 0): TestRecord[] {
  return Array.from({ length: count }, (_, at) => person(from + at, source, values))
}

/** What many come to share, and from how many on they are a crowd. */
const CROWDS: readonly (readonly [what: string, crowd: (count: number) => TestRecord[], bound: number])[] = [
  ['the KK of a list', (count) => persons(count, 'dtks', { kk: KK }), LARGEST_FAMILY],
  ["a list's own reference", (count) => persons(count, 'p3ke', { kk: '', household_ref: 'PANTI' }), LARGEST_FAMILY],
  ['a NIK', (count) => persons(count, 'dtsen', { nik: NIK }), MOST_RECORDS_OF_A_KEY],
  ['a phone', (count) => persons(count, 'muba-survei', { phone: PHONE }), MOST_RECORDS_OF_A_KEY],
]

for (const [what, crowd, bound] of CROWDS) {
  test(`records that share ${what} are linked alike while the number of holders grows and shrinks`, async (t) => {
    const testRegistry = await TestRegistry.open(t)
    const all = crowd(bound + 8)
    const others = [
      ...persons(30, 'disdukcapil', {}),
      ...persons(6, 'dtsen', { kk: KK }, 4),
      ...persons(6, 'dtks', { nik: NIK }, 400),
    ]
    const steps: readonly (readonly [step: string, change: () => Promise<unknown>])[] = [
      ['few', () => testRegistry.link([...others, ...all.slice(0, bound - 3)].map(put))],
      ['up to the bound', () => testRegistry.link(all.slice(bound - 3, bound).map(put))],
      ['one too many', () => testRegistry.link(all.slice(bound, bound + 1).map(put))],
      ['more', () => testRegistry.link(all.slice(bound + 1).map(put))],
      ['changed within', () => testRegistry.link(all.slice(0, 5).map((each) => put(renamed(each))))],
      ['one leaves of many', () => testRegistry.link(all.slice(0, 1).map(withdrawal))],
      ['back at the bound', () => testRegistry.link(all.slice(1, 8).map(withdrawal))],
      ['one comes back', () => testRegistry.link(all.slice(0, 1).map(put))],
      ['most have other values', () => testRegistry.link(all.slice(10, 60).map((each) => put(apart(each))))],
      ['a batch restores them', () => sendAgain(testRegistry, all)],
      ['all are gone', () => testRegistry.link(all.map(withdrawal))],
    ]
    for (const [step, change] of steps) {
      await change()
      t.same(await testRegistry.violations(), [], step)
    }
  })
}

test('a record that leaves a crowded key at once with those that crowded it leaves the others unchanged', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const others = persons(MOST_RECORDS_OF_A_KEY, 'dtsen', { nik: NIK })
  const last = [person(MOST_RECORDS_OF_A_KEY, 'dtsen', { nik: NIK })]
  await testRegistry.link(others.map(put))
  await testRegistry.link(last.map(put))
  await testRegistry.link(last.map(withdrawal))
  t.same(await testRegistry.violations(), [])
})

function renamed({ record, facts }: TestRecord): TestRecord {
  return testRecord({ ...record, name: `${record.name} BARU` }, facts)
}

/** The same person under numbers of their own. */
function apart({ record, facts }: TestRecord): TestRecord {
  return testRecord({ ...record, nik: '', kk: '', household_ref: '', phone: '' }, facts)
}

async function sendAgain(testRegistry: TestRegistry, all: readonly TestRecord[]): Promise<void> {
  await sendBatch(testRegistry.registry, csvOf(all), { source: all[0]?.source ?? '', mode: 'delta' })
  await testRegistry.settle(70)
}
