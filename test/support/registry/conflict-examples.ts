import type { ConflictKind } from '../../../src/domain/registry/conflicts/conflict.js'
import type { Verdict } from '../../../src/application/conflicts/verdict.js'
import type { TestRecord } from './test-registry.js'
import { recordWith } from './review-registry.js'

export const VILLAGE = '16.06.01.2001'
const NIK = '1606014103800001'
const KK = '1606010101100001'
const SITI = { name: 'SITI AMINAH BADRIYAH', dob: '1980-03-01', sex: 'P', village_code: VILLAGE, mother_name: 'ROHANA' }
const BUDI = { name: 'BUDI SANTOSO', dob: '1955-08-17', sex: 'L', village_code: VILLAGE, nik: '1606011708550001' }
const JOKO = { name: 'JOKO SUSILO', dob: '1975-08-19', sex: 'L', village_code: VILLAGE, nik: '1606011908750001' }
const PAID = { programme: 'Bantu Umak', period: '2026', monthly_amount: 325_000, counted_persons: 1 }

/** Records with one conflict, a verdict on it, and the states that its persons and households come to besides `changed`. */
export interface ConflictExample {
  readonly records: readonly TestRecord[]
  readonly verdict: Verdict
  readonly persons: readonly string[]
  readonly households: readonly string[]
}

/** Two women whose records agree but for the district, each paid by a roster. */
export const DUPLICATE: readonly TestRecord[] = [
  recordWith('bantu-umak', 'a', { ...SITI, name: 'SITI DJUWARIYAH', mother_name: '' }, PAID),
  recordWith('p3ke', 'b', { ...SITI, name: 'SITI DJUWARIYAH', mother_name: '', village_code: '16.07.01.2001' }, PAID),
]

/** Three persons with one NIK. */
export const SHARED_NIK: readonly TestRecord[] = [
  recordWith('dtks', 'n1', { ...BUDI, nik: NIK }),
  recordWith('p3ke', 'n2', { ...SITI, name: 'ROHANA', dob: '1966-12-20', mother_name: 'FATIMAH', nik: NIK }),
  recordWith('dtsen', 'n3', { ...JOKO, nik: NIK }),
]

/** A man and a woman of one name, and a record without a sex that fits both. */
export const TRIPLE: readonly TestRecord[] = [
  recordWith('dtks', 'a', { ...SITI, mother_name: '', nik: NIK }),
  recordWith('p3ke', 'b', { ...SITI, mother_name: '', sex: '' }),
  recordWith('dtsen', 'c', { ...SITI, mother_name: '', sex: 'L' }),
]

/** A head and a child share their KK with a head and a child elsewhere. */
const SHARED_KK: readonly TestRecord[] = [
  recordWith('dtks', 'a', { ...SITI, nik: NIK, kk: KK, shdk: 'KEPALA KELUARGA' }, PAID),
  recordWith('dtks', 'a2', { ...SITI, name: 'RINA', dob: '2003-03-01', nik: '1606014103030001', kk: KK, shdk: 'ANAK' }),
  recordWith('p3ke', 'b', { ...BUDI, village_code: '16.06.02.2005', kk: KK, shdk: 'KEPALA KELUARGA' }),
  recordWith('p3ke', 'b2', { ...JOKO, village_code: '16.06.02.2005', kk: KK, shdk: 'ANAK' }),
]

/** A daughter whose sources place her in different households. */
const TWO_FAMILIES: readonly TestRecord[] = [
  recordWith('dtks', 'x', { ...SITI, nik: NIK, kk: KK, shdk: 'ANAK' }),
  recordWith('dtks', 'a', { ...BUDI, kk: KK, shdk: 'KEPALA KELUARGA' }),
  recordWith('p3ke', 'x', { ...SITI, nik: NIK, kk: '1606010202110002', shdk: 'FAMILI LAIN' }),
  recordWith('p3ke', 'b', { ...JOKO, kk: '1606010202110002', shdk: 'KEPALA KELUARGA' }),
  recordWith('p3ke', 'b2', {
    ...JOKO,
    name: 'RINA',
    dob: '2003-03-01',
    sex: 'P',
    nik: '',
    kk: '1606010202110002',
    shdk: 'ANAK',
  }),
  recordWith('p3ke', 'b3', {
    ...JOKO,
    name: 'DEWI LESTARI',
    dob: '1979-05-06',
    sex: 'P',
    nik: '',
    kk: '1606010202110002',
    shdk: 'ISTRI',
  }),
]

/** One woman with two birth dates. */
const TWO_DATES: readonly TestRecord[] = [
  recordWith('dtks', 'a', { ...SITI, nik: NIK, kk: KK }),
  recordWith('dtsen', 'b', { ...SITI, dob: '1980-07-12', nik: NIK, kk: KK }),
  recordWith('p3ke', 'c', { ...SITI, dob: '1980-07-12', nik: NIK, kk: KK }),
]

const PHONE = '081273645501'

/** One woman with two numbers: the phone that both records have says so. */
const TWO_NIKS: readonly TestRecord[] = [
  recordWith('dtks', 'a', { ...SITI, nik: NIK, kk: KK, phone: PHONE }),
  recordWith('dtsen', 'b', { ...SITI, nik: '1606014103800005', kk: KK, phone: PHONE }),
]

/** Each kind of conflict with the verdicts that resolve it. */
export const CONFLICT_EXAMPLES: readonly (ConflictExample & { readonly kind: ConflictKind })[] = [
  {
    kind: 'possible_duplicate',
    records: DUPLICATE,
    verdict: { verdict: 'same' },
    persons: ['grown', 'merged'],
    households: ['merged'],
  },
  { kind: 'possible_duplicate', records: DUPLICATE, verdict: { verdict: 'different' }, persons: [], households: [] },
  { kind: 'possible_duplicate', records: DUPLICATE, verdict: { verdict: 'unsure' }, persons: [], households: [] },
  { kind: 'nik_shared', records: SHARED_NIK, verdict: { verdict: 'different' }, persons: [], households: [] },
  {
    kind: 'nik_shared',
    records: SHARED_NIK,
    verdict: { verdict: 'same' },
    persons: ['grown', 'merged', 'merged'],
    households: ['merged', 'merged'],
  },
  {
    kind: 'nik_disagreement',
    records: TWO_NIKS,
    verdict: { verdict: 'value', value: '1606014103800005' },
    persons: [],
    households: [],
  },
  {
    kind: 'nik_disagreement',
    records: TWO_NIKS,
    verdict: { verdict: 'value', value: NIK },
    persons: [],
    households: [],
  },
  {
    kind: 'value_disagreement',
    records: TWO_DATES,
    verdict: { verdict: 'value', value: '1980-03-01' },
    persons: [],
    households: [],
  },
  {
    kind: 'value_disagreement',
    records: TWO_DATES,
    verdict: { verdict: 'value', value: '1979' },
    persons: [],
    households: [],
  },
  {
    kind: 'household_disagreement',
    records: TWO_FAMILIES,
    verdict: { verdict: 'same' },
    persons: [],
    households: [],
  },
  {
    kind: 'household_disagreement',
    records: TWO_FAMILIES,
    verdict: { verdict: 'different' },
    persons: [],
    households: [],
  },
  {
    kind: 'kk_shared',
    records: SHARED_KK,
    verdict: { verdict: 'same' },
    persons: [],
    households: ['merged'],
  },
  {
    kind: 'kk_shared',
    records: SHARED_KK,
    verdict: { verdict: 'different' },
    persons: [],
    households: [],
  },
]
