import type { COMPANY_LEVELS } from '../compare/company.js'
import type { LIST_LEVELS } from '../compare/list.js'
import type { Words, WordsByLevel } from './words.js'

export const COMPANY_WORDS: WordsByLevel<typeof COMPANY_LEVELS> = {
  missing: {
    en: 'no other family members to compare',
    id: 'tidak ada anggota keluarga lain yang dapat dibandingkan',
  },
  rival: { en: 'another member of this family fits better', id: 'anggota lain di KK ini lebih cocok' },
  none: { en: 'no other family member in common', id: 'anggota keluarga lainnya tidak ada yang sama' },
  one: { en: 'one other family member in common', id: 'satu anggota keluarga lainnya sama' },
  two: { en: 'two other family members in common', id: 'dua anggota keluarga lainnya sama' },
  three_or_more: {
    en: 'three or more other family members in common',
    id: 'tiga atau lebih anggota keluarga lainnya sama',
  },
}

export const LIST_WORDS: WordsByLevel<typeof LIST_LEVELS> = {
  missing: { en: 'source not known on one side or both', id: 'daftar asal tidak diketahui' },
  different_lists: { en: 'from different sources', id: 'dari daftar yang berbeda' },
  same_list: { en: 'two records of one source', id: 'dua baris di daftar yang sama' },
  same_family_in_list: {
    en: 'two records of one family in one source',
    id: 'dua baris dalam satu keluarga di daftar yang sama',
  },
}

/** Whether the pair may be two members of one family, judged by its kin correction. */
export type KinLevel = 'unlikely' | 'possible'

export const KIN_WORDS: Readonly<Record<KinLevel, Words>> = {
  unlikely: {
    en: 'unlikely to be another member of the same family',
    id: 'kecil kemungkinan anggota lain dari keluarga yang sama',
  },
  possible: {
    en: 'could be another member of the same family, so the weight of what families share is subtracted',
    id: 'bisa jadi anggota lain dari keluarga yang sama, jadi kesamaan satu keluarga dikurangkan',
  },
}

/** Whether the pair may be two persons under one NIK, judged by its shared correction. */
export type SharedNikLevel = 'unlikely' | 'possible'

export const SHARED_NIK_WORDS: Readonly<Record<SharedNikLevel, Words>> = {
  unlikely: {
    en: 'unlikely to be two persons recorded under one NIK',
    id: 'kecil kemungkinan dua orang yang tercatat dengan satu NIK',
  },
  possible: {
    en: 'could be two persons recorded under one NIK, so the weight of what the number itself holds is subtracted',
    id: 'bisa jadi dua orang yang tercatat dengan satu NIK, jadi kesamaan yang berasal dari nomor itu dikurangkan',
  },
}
