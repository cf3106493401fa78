import type { KK_LEVELS } from '../compare/kk.js'
import type { NIK_LEVELS } from '../compare/nik.js'
import type { WordsByLevel } from './words.js'

export const NIK_WORDS: WordsByLevel<typeof NIK_LEVELS> = {
  missing: {
    en: 'no usable NIK on one side or both',
    id: 'NIK kosong atau tidak dapat dipakai di salah satu atau kedua sisi',
  },
  equal: { en: 'same NIK', id: 'NIK sama' },
  equal_doubtful: {
    en: 'same NIK, but the birth date of one record contradicts it',
    id: 'NIK sama, tetapi tidak cocok dengan tanggal lahir di salah satu data',
  },
  serial_slip: {
    en: 'NIK with one typing error in the serial number',
    id: 'NIK beda satu salah ketik di nomor urut',
  },
  serial_apart: {
    en: 'NIK of the same area, date and sex but another serial number, as twins have',
    id: 'NIK hanya beda nomor urut, seperti anak kembar',
  },
  region_slip: { en: 'NIK with one typing error in the area code', id: 'NIK beda satu salah ketik di kode wilayah' },
  date_slip: { en: 'NIK with one typing error in the date', id: 'NIK beda satu salah ketik di tanggal' },
  compatible: { en: 'damaged NIK, its remaining digits fit', id: 'NIK rusak, angka yang tersisa cocok' },
  same_day_and_sex: {
    en: 'different NIKs of the same date and sex',
    id: 'NIK berbeda, tetapi tanggal lahir dan jenis kelamin di dalamnya sama',
  },
  different: { en: 'different NIKs', id: 'NIK berbeda' },
  different_confirmed: {
    en: 'different NIKs, each confirmed by the birth date of its own record',
    id: 'NIK berbeda, masing-masing cocok dengan tanggal lahir di datanya sendiri',
  },
  different_doubtful: {
    en: 'different NIKs, one contradicted by the birth date of its own record',
    id: 'NIK berbeda, salah satunya tidak cocok dengan tanggal lahir di datanya sendiri',
  },
}

export const KK_WORDS: WordsByLevel<typeof KK_LEVELS> = {
  missing: {
    en: 'no usable KK number on one side or both',
    id: 'nomor KK kosong atau tidak dapat dipakai di salah satu atau kedua sisi',
  },
  equal: { en: 'same KK number', id: 'nomor KK sama' },
  damaged: { en: 'damaged KK number, its remaining digits fit', id: 'nomor KK rusak, angka yang tersisa cocok' },
  near: { en: 'KK number with one typing error', id: 'nomor KK beda satu salah ketik' },
  serial_near: {
    en: 'KK numbers that differ by one digit of the serial, as the cards of one day do',
    id: 'nomor KK hanya beda satu angka di nomor urut, seperti kartu yang terbit di hari yang sama',
  },
  different: { en: 'different KK numbers', id: 'nomor KK berbeda' },
}
