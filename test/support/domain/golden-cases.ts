import type { GoldenCase } from './golden-case.js'

export const WOMAN = { nik: '1606054506800001', dob: '1980-06-05', sex: 'P', name: 'SITI AMINAH' } as const

export const GOLDEN_CASES: readonly GoldenCase[] = [
  {
    why: 'a field without values has no golden value',
    field: 'phone',
    rows: [['base', WOMAN]],
    golden: undefined,
  },
  {
    why: 'the register decides a birth date against more lists',
    field: 'birth_date',
    rows: [
      ['register', { dob: '1980-06-05' }],
      ['base', { dob: '1980-06-15' }],
      ['list', { dob: '1980-06-15' }],
    ],
    golden: { value: '1980-06-05', record: 'register-1', others: ['base-1', 'list-1'] },
  },
  {
    why: 'a default day of the register loses to a day of a list',
    field: 'birth_date',
    rows: [
      ['register', { dob: '1980-01-01' }],
      ['list', { dob: '1980-06-05' }],
    ],
    golden: { value: '1980-06-05', record: 'list-1', others: ['register-1'] },
  },
  {
    why: 'a default day that the NIK carries is the day of the register',
    field: 'birth_date',
    rows: [
      ['register', { nik: '1606054101800001', dob: '1980-01-01', sex: 'P' }],
      ['list', { dob: '1980-06-05' }],
    ],
    golden: { value: '1980-01-01', record: 'register-1', others: ['list-1'] },
  },
  {
    why: 'the NIK decides which of two lists has the right day, whatever their trust',
    field: 'birth_date',
    rows: [
      ['base', { ...WOMAN, dob: '1980-05-06' }],
      ['survey', WOMAN],
    ],
    golden: { value: '1980-06-05', record: 'survey-1', others: ['base-1'] },
  },
  {
    why: 'a year alone does not contradict the day',
    field: 'birth_date',
    rows: [
      ['base', { dob: '1980' }],
      ['survey', { dob: '1980-06-05' }],
    ],
    golden: { value: '1980-06-05', record: 'survey-1' },
  },
  {
    why: 'a year alone stays a year',
    field: 'birth_date',
    rows: [['base', { dob: '1980' }]],
    golden: { value: '1980', record: 'base-1', doubtful: true },
  },
  {
    why: 'a sex that contradicts the NIK loses, in the register too',
    field: 'sex',
    rows: [
      ['register', { ...WOMAN, sex: 'L' }],
      ['survey', WOMAN],
    ],
    golden: { value: 'P', record: 'survey-1', others: ['register-1'] },
  },
  {
    why: 'the number of two lists wins over the number of one more trusted list',
    field: 'nik',
    rows: [
      ['base', { ...WOMAN, nik: '1606054506800003' }],
      ['list', WOMAN],
      ['survey', WOMAN],
    ],
    golden: { value: '1606054506800001', record: 'list-1', others: ['base-1'] },
  },
  {
    why: 'a number of the head, which the birth date contradicts, loses',
    field: 'nik',
    rows: [
      ['base', { ...WOMAN, nik: '1606051203720001' }],
      ['survey', WOMAN],
    ],
    golden: { value: '1606054506800001', record: 'survey-1', others: ['base-1'] },
  },
  {
    why: 'the number of the family card in the column of the NIK is none',
    field: 'nik',
    rows: [['base', { ...WOMAN, nik: '1606051001100001', kk: '1606051001100001' }]],
    golden: undefined,
  },
  {
    why: 'a damaged number is not shown beside a whole one',
    field: 'nik',
    rows: [
      ['register', { ...WOMAN, nik: '1.60605E+15' }],
      ['survey', WOMAN],
    ],
    golden: { value: '1606054506800001', record: 'survey-1' },
  },
  {
    why: 'of two numbers one slip apart, a serial that a kecamatan reaches is the likelier',
    field: 'nik',
    rows: [
      ['base', { ...WOMAN, nik: '1606054506804001' }],
      ['survey', WOMAN],
    ],
    golden: { value: '1606054506800001', record: 'survey-1', others: ['base-1'] },
  },
  {
    why: 'full tokens win over an initial, whatever the trust',
    field: 'name',
    rows: [
      ['base', { name: 'S. AMINAH' }],
      ['survey', { name: 'Siti Aminah' }],
    ],
    golden: { value: 'SITI AMINAH', record: 'survey-1', others: ['base-1'] },
  },
  {
    why: 'a name that lacks a token loses to the whole one',
    field: 'name',
    rows: [
      ['base', { name: 'AMINAH' }],
      ['survey', { name: 'SITI AMINAH' }],
    ],
    golden: { value: 'SITI AMINAH', record: 'survey-1', others: ['base-1'] },
  },
  {
    why: 'the short name of the register is the name',
    field: 'name',
    rows: [
      ['register', { name: 'AMINAH' }],
      ['survey', { name: 'SITI AMINAH' }],
    ],
    golden: { value: 'AMINAH', record: 'register-1', others: ['survey-1'] },
  },
  {
    why: 'a name cut off at the width of a file loses, whichever source cut it',
    field: 'name',
    rows: [
      ['register', { name: 'SITI NURHASANAH RAHMAWATI' }],
      ['list', { name: 'SITI NURHASANAH RAHMAWATININGSIH' }],
    ],
    golden: { value: 'SITI NURHASANAH RAHMAWATININGSIH', record: 'list-1', others: ['register-1'] },
  },
  {
    why: 'a title that one earns is left out where a list has the name without',
    field: 'name',
    rows: [
      ['list', { name: 'HJ. SITI AMINAH' }],
      ['survey', { name: 'Siti Aminah' }],
    ],
    golden: { value: 'SITI AMINAH', record: 'survey-1' },
  },
  {
    why: 'a title that one is born with is part of the name',
    field: 'name',
    rows: [
      ['register', { name: 'NYAYU AMINAH' }],
      ['survey', { name: 'AMINAH' }],
    ],
    golden: { value: 'NYAYU AMINAH', record: 'register-1' },
  },
  {
    why: 'a filler is no name',
    field: 'name',
    rows: [['register', { name: 'BELUM ADA' }]],
    golden: undefined,
  },
  {
    why: 'an equal spelling in two lists wins over a slip in a more trusted list',
    field: 'name',
    rows: [
      ['base', { name: 'SITI AMIINAHH' }],
      ['roster', { name: 'SITI AMINAH' }],
      ['survey', { name: 'Siti Aminah' }],
    ],
    golden: { value: 'SITI AMINAH', record: 'roster-1', others: ['base-1'] },
  },
  {
    why: 'the newer of two lists that are trusted alike has the card',
    field: 'kk',
    rows: [
      ['list', { kk: '1606051001100001', key: '1', facts: { list_year: 2021 } }],
      ['list', { kk: '1606051001150002', key: '2', facts: { list_year: 2023 } }],
    ],
    golden: { value: '1606051001150002', record: 'list-2', others: ['list-1'] },
  },
  {
    why: 'an old card in many lists is no newer card',
    field: 'kk',
    rows: [
      ['base', { kk: '1606051001150002' }],
      ['list', { kk: '1606051001100001' }],
      ['survey', { kk: '1606051001100001' }],
    ],
    golden: { value: '1606051001150002', record: 'base-1', others: ['list-1', 'survey-1'] },
  },
  {
    why: 'the house is one in the golden village',
    field: 'rt',
    rows: [
      ['base', { village_code: '16.06.05.2001', address: 'DUSUN I' }],
      ['list', { village_code: '16.06.05.2002', rt: '009' }],
      ['survey', { village_code: '16.06.05.2001', rt: '003' }],
    ],
    golden: { value: '003', record: 'survey-1', others: ['list-1'] },
  },
  {
    why: 'the relation is that in the present family',
    field: 'relation',
    rows: [
      ['register', { kk: '1606051001150002' }],
      ['base', { kk: '1606051001100001', shdk: 'ANAK' }],
      ['survey', { kk: '1606051001150002', shdk: 'ISTRI' }],
    ],
    golden: { value: 'wife', record: 'survey-1', others: ['base-1'] },
  },
  {
    why: 'KAB. does not make another birthplace',
    field: 'birthplace',
    rows: [
      ['base', { birthplace: 'KAB. SEKAYU' }],
      ['list', { birthplace: 'SEKAYU' }],
    ],
    golden: { value: 'KAB. SEKAYU', record: 'base-1' },
  },
  {
    why: 'a row that the register calls invalid does not decide, however trusted the register is',
    field: 'name',
    rows: [
      ['register', { ...WOMAN, name: 'SITI AMINAH BADRIYAH', facts: { status: 'TIDAK VALID' } }],
      ['survey', WOMAN],
    ],
    golden: { value: 'SITI AMINAH', record: 'survey-1', others: ['register-1'] },
  },
  {
    why: 'a row that the register calls invalid decides no day either, nor against an unsure one',
    field: 'birth_date',
    rows: [
      ['register', { ...WOMAN, dob: '1980-05-06', facts: { status: 'Data Ganda' } }],
      ['survey', { dob: '1980' }],
    ],
    golden: { value: '1980', record: 'survey-1', doubtful: true },
  },
  {
    why: 'where there is no other row, the invalid one shows what there is',
    field: 'name',
    rows: [['register', { ...WOMAN, facts: { status: 'TIDAK VALID' } }]],
    golden: { value: 'SITI AMINAH', record: 'register-1' },
  },
  {
    why: 'who moved away is still known best by the register',
    field: 'birth_date',
    rows: [
      ['register', { ...WOMAN, facts: { status: 'PINDAH' } }],
      ['survey', { dob: '1980-06-15' }],
    ],
    golden: { value: '1980-06-05', record: 'register-1', others: ['survey-1'] },
  },
  {
    why: 'the register decides on a death',
    field: 'deceased',
    rows: [
      ['register', { ...WOMAN, facts: { status: 'MATI' } }],
      ['base', WOMAN],
    ],
    golden: { value: 'yes', record: 'register-1' },
  },
  {
    why: 'a mark behind a name may mean the father',
    field: 'deceased',
    rows: [
      ['base', WOMAN],
      ['survey', { ...WOMAN, name: 'SITI AMINAH (ALMH)' }],
    ],
    golden: { value: 'yes', record: 'survey-1', doubtful: true },
  },
  {
    why: 'presence in a list is no evidence about death',
    field: 'deceased',
    rows: [['base', WOMAN]],
    golden: undefined,
  },
]
