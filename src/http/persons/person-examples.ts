// All examples are invented.
export const PERSON_ID = '4e0b8e0e-6f5b-4ad0-9a37-0d6f6b0f3c55'
export const HOUSEHOLD_ID = 'b7f9a3f4-1c1d-4f0e-8a0a-2f6f0f4f7a10'
export const DTKS = { source: 'dtks', source_key: 'A-1042' }
export const DISDUKCAPIL = { source: 'disdukcapil', source_key: 'D-88' }
export const SINCE = '2026-11-02T01:12:45.120Z'

const agreed = { is_doubtful: false, judgement_id: null, others: [] }

export const PERSON_EXAMPLE = {
  id: PERSON_ID,
  version: 3,
  values: {
    name: {
      ...agreed,
      value: 'SITI AMINAH',
      from: DISDUKCAPIL,
      others: [{ ...DTKS, value: 'ST. AMINAH' }],
    },
    nik: { ...agreed, value: { token: 'K7Q-F2M-XRA-BZD-WPN' }, from: DISDUKCAPIL },
    birth_date: { ...agreed, value: '1985', from: DISDUKCAPIL },
    sex: { ...agreed, value: 'P', from: DISDUKCAPIL },
    village_code: { ...agreed, value: '16.06.01.2001', from: DTKS },
  },
  former_niks: [],
  absence: null,
  household: { id: HOUSEHOLD_ID, since: SINCE },
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
  id: PERSON_ID,
  version: 3,
  name: 'SITI AMINAH',
  nik: { token: 'K7Q-F2M-XRA-BZD-WPN' },
  kk: { token: 'PLM-3RT-QAW-ZXC-VBN' },
  birth_date: '1985',
  sex: 'P',
  village_code: '16.06.01.2001',
  address: 'DUSUN II',
  is_deceased: false,
  absence: null,
  household_id: HOUSEHOLD_ID,
  sources: ['disdukcapil', 'dtks'],
  record_count: 2,
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
    left: { token: 'K7Q-F2M-XRA-BZD-WPN' },
    right: { token: 'K7Q-F2M-XRA-BZD-WPN' },
    words: { en: 'the NIKs are equal', id: 'NIK sama' },
  },
]

export const WEIGHED = { weight: 6.5, probability: 0.989, grade: 'certain', vetoes: [], evidence: EVIDENCE }
const EDGE = { records: [DISDUKCAPIL, DTKS], ...WEIGHED }

export const EXPLANATION_EXAMPLE = {
  id: PERSON_ID,
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
      person_ids: [PERSON_ID, PERSON_ID],
    },
  ],
  judgements: [],
}
