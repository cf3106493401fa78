import type { Words } from '../../linkage/words/words.js'
import type { ConflictKind } from './conflict.js'
import type { SideLevel } from './conflict-side.js'

/** A description of each kind of conflict. */
export const CONFLICT_WORDS: Readonly<Record<ConflictKind, Words>> = {
  possible_duplicate: {
    en: 'two persons of the registry may be one',
    id: 'dua orang dalam registri mungkin orang yang sama',
  },
  nik_shared: {
    en: 'records of several persons have one NIK',
    id: 'satu NIK dipakai oleh beberapa orang',
  },
  nik_disagreement: {
    en: 'the lists give one person several NIKs',
    id: 'satu orang tercatat dengan beberapa NIK',
  },
  value_disagreement: {
    en: 'the lists say different things of one person',
    id: 'data satu orang berbeda antar daftar',
  },
  household_disagreement: {
    en: 'two lists of much the same trust have the person in two families',
    id: 'dua daftar yang setara mencatat orang ini di dua keluarga',
  },
  kk_shared: {
    en: 'families with nothing else in common have one KK number',
    id: 'satu Nomor KK dipakai oleh keluarga yang berbeda',
  },
  refused_join: {
    en: 'two records are near enough to be one person, but others of theirs or verdicts speak against it',
    id: 'dua data cukup mirip untuk satu orang, tetapi data lain atau putusan menentangnya',
  },
  judgement_stale: {
    en: 'the records say something else since a verdict was given',
    id: 'data berubah sejak putusan diberikan',
  },
}

/** How the value of a side of a conflict differs from the golden value. */
export const SIDE_WORDS: Readonly<Record<SideLevel, Words>> = {
  golden: { en: 'the value shown now', id: 'nilai yang ditampilkan sekarang' },
  unsaid: { en: 'says nothing of it', id: 'tidak menyebutkan' },
  slip: { en: 'apart by what a slip of the hand makes', id: 'beda karena kemungkinan salah ketik' },
  second_number: { en: 'a second number of the same birth date', id: 'nomor kedua dengan tanggal lahir yang sama' },
  separated: { en: 'a name that tells people apart', id: 'nama yang membedakan orang' },
  partial: { en: 'only part of the name agrees', id: 'hanya sebagian nama yang sama' },
  different: { en: 'another value', id: 'nilai yang berbeda' },
}
