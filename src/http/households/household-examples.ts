import { DISDUKCAPIL, DTKS, HOUSEHOLD_ID, SINCE, SUMMARY_EXAMPLE } from '../persons/person-examples.js'

const HEAD_ID = '9c4b1d22-3a5e-4f60-8d7c-5b6a7c8d9e01'

export const HOUSEHOLD_SUMMARY_EXAMPLE = {
  id: HOUSEHOLD_ID,
  version: 2,
  head_id: HEAD_ID,
  head_name: 'SUSANTO',
  kk: { token: 'PLM-3RT-QAW-ZXC-VBN' },
  village_code: '16.06.01.2001',
  size: 2,
  desil: 1,
}

export const HOUSEHOLD_EXAMPLE = {
  id: HOUSEHOLD_ID,
  version: 2,
  head_id: HEAD_ID,
  kk: { value: { token: 'PLM-3RT-QAW-ZXC-VBN' }, from: DISDUKCAPIL },
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
  absent: [],
  reason: 'the best list of each of the 2 has them under one family number',
  desil: { value: 1, from: { source: 'dtsen', source_key: 'E-7' } },
  house: { floor: { value: 'TANAH', from: DTKS } },
  size: 2,
  counted_persons: 2,
  created_at: SINCE,
  changed_at: SINCE,
}
