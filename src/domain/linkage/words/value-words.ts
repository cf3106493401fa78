import type { DATE_LEVELS } from '../compare/date.js'
import type { SIMILARITY_LEVELS } from '../compare/similarity.js'
import type { TOKENS_LEVELS } from '../compare/tokens.js'
import type { EQUALITY_LEVELS } from '../compare/value.js'
import type { WordsByLevel } from './words.js'

const MISSING = { en: '{} not known on one side or both', id: '{} kosong di salah satu atau kedua sisi' }
const EQUAL = { en: 'same {}', id: '{} sama' }
const DIFFERENT = { en: 'different {}', id: '{} berbeda' }

export const EQUALITY_WORDS: WordsByLevel<typeof EQUALITY_LEVELS> = {
  missing: MISSING,
  equal: EQUAL,
  different: DIFFERENT,
}

export const DATE_WORDS: WordsByLevel<typeof DATE_LEVELS> = {
  missing: MISSING,
  equal: EQUAL,
  swapped: { en: 'day and month of the {} swapped', id: 'tanggal dan bulan pada {} tertukar' },
  one_digit: {
    en: '{} different in one digit, or with two digits swapped',
    id: '{} beda satu angka, atau dua angka tertukar',
  },
  one_part_off: {
    en: '{} different only in the day, the month or the year',
    id: '{} beda di hari, bulan atau tahun saja',
  },
  same_year_common: {
    en: 'only the year of the {} agrees, and one date is filled in for many records',
    id: 'hanya tahun pada {} yang sama, dan salah satunya diisi sama pada banyak data',
  },
  same_year: { en: 'only the year of the {} agrees', id: 'hanya tahun pada {} yang sama' },
  near: { en: 'years of the {} at most two apart', id: 'tahun pada {} selisih paling banyak dua tahun' },
  different: DIFFERENT,
}

export const SIMILARITY_WORDS: WordsByLevel<typeof SIMILARITY_LEVELS> = {
  missing: MISSING,
  equal: EQUAL,
  one_edit: { en: '{} different in one letter or digit', id: '{} beda satu huruf atau angka' },
  two_edits: { en: '{} different in two letters or digits', id: '{} beda dua huruf atau angka' },
  abbreviated: { en: '{} abbreviated on one side', id: '{} disingkat di salah satu sisi' },
  similar: { en: 'similar {}', id: '{} mirip' },
  crossed: { en: '{} is in another column of the other record', id: '{} ada di kolom lain pada data satunya' },
  different: DIFFERENT,
}

export const TOKENS_WORDS: WordsByLevel<typeof TOKENS_LEVELS> = {
  missing: MISSING,
  equal: EQUAL,
  nearly: { en: 'nearly the same {}', id: '{} hampir sama' },
  most: { en: 'most of the {} agrees', id: 'sebagian besar {} sama' },
  half: { en: 'about half of the {} agrees', id: 'sekitar setengah {} sama' },
  some: { en: 'a little of the {} agrees', id: 'sedikit saja {} yang sama' },
  none: DIFFERENT,
}
