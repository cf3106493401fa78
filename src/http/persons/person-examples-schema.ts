const ID = '4e0b8e0e-6f5b-4ad0-9a37-0d6f6b0f3c55'
const HOUSEHOLD = 'b7f9a3f4-1c1d-4f0e-8a0a-2f6f0f4f7a10'
const OTHER = '9c4b1d22-3a5e-4f60-8d7c-5b6a7c8d9e01'
const DTKS = { source: 'dtks', source_key: 'A-1042' }
const DISDUKCAPIL = { source: 'disdukcapil', source_key: 'D-88' }
const SINCE = '2026-11-02T01:12:45.120Z'

const agreed = { is_doubtful: false, judgement_id: null, others: [] }

/** Invented people, as the API document shows them. */
export const PERSON_EXAMPLE = {
  id: ID,
  version: 3,
  values: {
    name: {
      ...agreed,
      value: 'SITI AMINAH',
      from: DISDUKCAPIL,
      others: [{ ...DTKS, value: 'ST. AMINAH' }],
    },
    nik: { ...agreed, value: '************0002', from: DISDUKCAPIL },
    birth_date: { ...agreed, value: '1985-06-12', from: DISDUKCAPIL },
    sex: { ...agreed, value: 'P', from: DISDUKCAPIL },
    village_code: { ...agreed, value: '16.06.01.2001', from: DTKS },
  },
  former_niks: [],
  household: { id: HOUSEHOLD, since: SINCE },
  sources: ['disdukcapil', 'dtks'],
  record_count: 2,
  enrolments: [
    {
      programme: 'PKH',
      basis: 'stated',
      from: DTKS,
      period: '2026',
      monthly_amount: null,
      months: null,
      counted_persons: null,
    },
  ],
  conflicts: [
    {
      id: '0c8f2a52-8a55-4c1e-9a6b-6f0a2d6a9d11',
      kind: 'possible_duplicate',
      severity: 40,
      opened_at: SINCE,
    },
  ],
  created_at: SINCE,
  changed_at: '2026-11-09T03:40:10.004Z',
}

export const SUMMARY_EXAMPLE = {
  id: ID,
  version: 3,
  name: 'SITI AMINAH',
  nik: '************0002',
  kk: '************0001',
  birth_date: '1985-06-12',
  sex: 'P',
  village_code: '16.06.01.2001',
  address: 'DUSUN II',
  is_deceased: false,
  household_id: HOUSEHOLD,
  sources: ['disdukcapil', 'dtks'],
  record_count: 2,
}

export const HOUSEHOLD_SUMMARY_EXAMPLE = {
  id: HOUSEHOLD,
  version: 2,
  head_id: OTHER,
  head_name: 'SUSANTO',
  kk: '************0001',
  village_code: '16.06.01.2001',
  size: 2,
  desil: 1,
}

export const HOUSEHOLD_EXAMPLE = {
  id: HOUSEHOLD,
  version: 2,
  head_id: OTHER,
  kk: { value: '************0001', from: DISDUKCAPIL },
  village_code: { value: '16.06.01.2001', from: DTKS },
  members: [
    {
      ...SUMMARY_EXAMPLE,
      is_head: false,
      relation: 'wife',
      reason: 'disdukcapil, the best list that names a family, has the person in this one with 1 other',
      since: SINCE,
      enrolments: [],
    },
  ],
  deceased: [],
  reason: 'the best list of each of the 2 has them under one family number',
  desil: { value: 1, from: { source: 'dtsen', source_key: 'E-7' } },
  house: { floor: { value: 'TANAH', from: DTKS } },
  size: 2,
  counted_persons: 2,
  created_at: SINCE,
  changed_at: SINCE,
}

const EVIDENCE = [
  {
    comparison: 'prior',
    level: 'prior',
    weight: -20.8,
    left: '',
    right: '',
    words: {
      en: 'two records drawn at random are hardly ever one person',
      id: 'dua data acak hampir tidak pernah sama',
    },
  },
  {
    comparison: 'nik',
    level: 'equal',
    weight: 27.3,
    left: '************0002',
    right: '************0002',
    words: { en: 'the NIKs are equal', id: 'NIK sama' },
  },
]

const WEIGHED = { weight: 6.5, probability: 0.989, grade: 'certain', vetoes: [], evidence: EVIDENCE }
const EDGE = { records: [DISDUKCAPIL, DTKS], ...WEIGHED }

export const EXPLANATION_EXAMPLE = {
  id: ID,
  version: 3,
  records: [DISDUKCAPIL, DTKS],
  edges: [EDGE],
  not_joined: [],
  judgements: [],
}

export const PAIR_EXAMPLE = {
  is_one_person: true,
  pairs: [
    {
      ...EDGE,
      outcome: 'linked',
      words: { en: 'linked, unless the other records of the two persons contradict it', id: 'digabungkan' },
      shared_keys: ['nik'],
      person_ids: [ID, ID],
    },
  ],
  judgements: [],
}

export const MATCH_EXAMPLE = { candidates: [{ person_id: ID, ...WEIGHED, record: DISDUKCAPIL }] }

export const STATISTICS_EXAMPLE = {
  counted_at: SINCE,
  totals: { persons: 364_097, records: 1_000_000, households: 98_044, conflicts: 12_800 },
  area: [{ area_code: '16.06', persons: 364_097, records: 1_000_000, households: 98_044, conflicts: 12_800 }],
  source: [{ source: 'dtks', persons: 171_616, records: 174_472, only_here: 3339 }],
  overlap: [{ sources: ['dtks', 'dtsen'], persons: 160_211 }],
  conflict: [{ kind: 'possible_duplicate', open: 9120 }],
  waiting: { pending_records: 0, set_aside_records: 0, set_aside: [] },
}
