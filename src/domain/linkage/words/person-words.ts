import type { BIRTH_DATE_LEVELS } from '../compare/birth-date.js'
import type { NAME_LEVELS } from '../compare/person-name.js'
import type { WordsByLevel } from './words.js'

export const NAME_WORDS: WordsByLevel<typeof NAME_LEVELS> = {
  missing: { en: '{} not known on one side or both', id: '{} kosong di salah satu atau kedua sisi' },
  exact: { en: 'same {}', id: '{} sama' },
  variant: { en: 'same {}, spelt differently', id: '{} sama, ejaan berbeda' },
  reordered: { en: 'same {}, words in another order', id: '{} sama, urutan kata berbeda' },
  typo: { en: 'same {} but for a typing error', id: '{} hampir sama, ada salah ketik' },
  initial: { en: 'same {}, abbreviated on one side', id: '{} sama, ada yang disingkat' },
  missing_token: { en: 'same {}, a word is left out on one side', id: '{} sama, ada kata yang tidak ditulis' },
  missing_token_variant: {
    en: 'nearly the same {}, and a word is left out on one side',
    id: '{} hampir sama, ada kata yang tidak ditulis',
  },
  partial: { en: 'only a part of the {} agrees', id: '{} hanya sebagian sama' },
  separated: {
    en: '{} similar in letters, but a different name (as PUTRA and PUTRI)',
    id: '{} mirip, tetapi nama orang yang berbeda (seperti PUTRA dan PUTRI)',
  },
  different: { en: 'different {}', id: '{} berbeda' },
  alias: {
    en: 'one record gives a second name, which agrees with the {} of the other',
    id: 'ada nama lain (alias) yang sama dengan {} di data satunya',
  },
}

export const BIRTH_DATE_WORDS: WordsByLevel<typeof BIRTH_DATE_LEVELS> = {
  missing: {
    en: 'birth date not known on one side or both',
    id: 'tanggal lahir kosong di salah satu atau kedua sisi',
  },
  equal: { en: 'same birth date', id: 'tanggal lahir sama' },
  equal_default: {
    en: 'same birth date, but a default for people without papers (31-12, 01-01)',
    id: 'tanggal lahir sama, tetapi tanggal yang biasa diisi kalau tidak ada dokumen (31-12, 01-01)',
  },
  nik_date: {
    en: 'the NIK of one carries the birth date of the other',
    id: 'tanggal lahir yang satu ada di dalam NIK yang lain',
  },
  swapped: { en: 'day and month of birth swapped', id: 'tanggal dan bulan lahir tertukar' },
  same_year_default: {
    en: 'same year of birth, and one date is a default for people without papers (31-12, 01-01)',
    id: 'tahun lahir sama, salah satu tanggalnya biasa diisi kalau tidak ada dokumen (31-12, 01-01)',
  },
  one_part_off: {
    en: 'birth dates differ only in the day, the month or the year',
    id: 'tanggal lahir beda di hari, bulan atau tahun saja',
  },
  same_year: { en: 'only the year of birth agrees', id: 'hanya tahun lahir yang sama' },
  near: { en: 'years of birth at most two apart', id: 'tahun lahir selisih paling banyak dua tahun' },
  epoch_off: {
    en: 'birth dates four years and a day apart, as in a file with the 1904 date system',
    id: 'tanggal lahir selisih empat tahun satu hari, seperti di berkas dengan sistem tanggal 1904',
  },
  different: { en: 'different birth dates', id: 'tanggal lahir berbeda' },
  beside_nik: {
    en: 'birth dates agree, or have day and month swapped; the equal NIK holds the date already',
    id: 'tanggal lahir sama, atau tanggal dan bulannya tertukar; sudah tercakup dalam NIK yang sama',
  },
  off_beside_nik: {
    en: 'birth dates differ in a part, although the NIK is the same',
    id: 'tanggal lahir beda sebagian, padahal NIK sama',
  },
  counted_in_nik: {
    en: 'birth dates differ, which the comparison of the NIK has counted',
    id: 'tanggal lahir berbeda, sudah dihitung pada perbandingan NIK',
  },
}
