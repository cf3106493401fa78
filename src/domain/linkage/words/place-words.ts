import type { ADDRESS_LEVELS } from '../compare/address.js'
import type { AREA_LEVELS } from '../compare/area.js'
import type { WordsByLevel } from './words.js'

export const AREA_WORDS: WordsByLevel<typeof AREA_LEVELS> = {
  missing: { en: 'area not known on one side or both', id: 'wilayah kosong di salah satu atau kedua sisi' },
  village: { en: 'same village', id: 'desa/kelurahan sama' },
  district: { en: 'same district, not the same village', id: 'hanya kecamatan yang sama' },
  regency: { en: 'same regency, not the same district', id: 'hanya kabupaten/kota yang sama' },
  different: { en: 'different regencies', id: 'kabupaten/kota berbeda' },
}

export const ADDRESS_WORDS: WordsByLevel<typeof ADDRESS_LEVELS> = {
  missing: {
    en: 'addresses not comparable: not known, or of different villages',
    id: 'alamat tidak dapat dibandingkan: kosong atau beda desa/kelurahan',
  },
  house: { en: 'same house: street, number, RT and RW', id: 'rumah sama: jalan, nomor, RT dan RW' },
  street_and_rt: { en: 'same street or hamlet, RT and RW', id: 'jalan/dusun, RT dan RW sama' },
  rt: { en: 'same RT and RW, not the same street', id: 'hanya RT dan RW yang sama' },
  street: { en: 'same street or hamlet, not the same RT and RW', id: 'hanya jalan/dusun yang sama' },
  different: { en: 'different addresses in one village', id: 'alamat berbeda di desa/kelurahan yang sama' },
}
