import type { Grade } from '../scoring/classify.js'
import type { Words } from './words.js'

export const GRADE_WORDS: Readonly<Record<Grade, Words>> = {
  certain: { en: 'certainly one person', id: 'pasti orang yang sama' },
  probable: { en: 'probably one person', id: 'kemungkinan besar orang yang sama' },
  possible: { en: 'possibly one person', id: 'mungkin orang yang sama' },
  certainly_not: { en: 'certainly not one person', id: 'pasti bukan orang yang sama' },
}

/** The automatic outcome of a pair. */
export type Outcome = 'no_shared_key' | 'one_list' | 'dropped' | 'queued' | 'vetoed' | 'linked'

export const OUTCOME_WORDS: Readonly<Record<Outcome, Words>> = {
  no_shared_key: {
    en: 'not compared: the two records share no block key',
    id: 'tidak dibandingkan: kedua data tidak punya kunci yang sama',
  },
  one_list: {
    en: 'not compared: both are in one source, which holds no person twice',
    id: 'tidak dibandingkan: keduanya di satu daftar yang tidak memuat orang dua kali',
  },
  dropped: {
    en: 'compared and dropped: the weight is below the review threshold',
    id: 'dibandingkan lalu dilepas: bobotnya di bawah batas pemeriksaan',
  },
  queued: { en: 'waits for a judgement', id: 'menunggu keputusan petugas' },
  vetoed: {
    en: 'the weight is high enough to link, but a veto requires a judgement',
    id: 'bobotnya cukup, tetapi ada larangan, jadi menunggu keputusan petugas',
  },
  linked: {
    en: 'linked, unless the other records of the two persons contradict it',
    id: 'digabungkan, kecuali bertentangan dengan data lain dari kedua orang itu',
  },
}
