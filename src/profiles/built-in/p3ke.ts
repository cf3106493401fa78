import type { ProfileDocument } from '../schema/profile.js'
import { builtInProfile } from './built-in-profile.js'

type Columns = ProfileDocument['variants'][number]['columns']

const PLACE: Columns = [
  { names: ['ID Keluarga P3KE'], to: 'household_ref' },
  { names: ['Provinsi'], to: 'province_name' },
  { names: ['Kabupaten/Kota'], to: 'regency_name' },
  { names: ['Kecamatan'], to: 'district_name' },
  { names: ['Desa/Kelurahan'], to: 'village_name' },
  { names: ['Kode Kemdagri', 'Kode Kemendagri'], to: 'village_code' },
  { names: ['Alamat'], to: 'address' },
  { names: ['Dimuktakhirkan Tahun', 'Dimutakhirkan Tahun'], to: 'list_year' },
  { names: ['Desil Kesejahteraan'], to: 'desil' },
  { names: ['Persentil'], to: 'percentile' },
  { names: ['Prioritas Verval'], to: 'verification' },
]

const AID: Columns = ['BPNT', 'BPUM', 'BST', 'PKH', 'SEMBAKO', 'Prakerja', 'KUR'].map((programme) => ({
  names: [`Penerima ${programme}`],
  to: 'receives',
  shows: programme,
}))

/** P3KE of 2022 and 2023, persons and heads of families. The family's id is P3KE's own, not a KK. */
export const p3ke = builtInProfile({
  code: 'p3ke',
  name: 'Pensasaran Percepatan Penghapusan Kemiskinan Ekstrem (P3KE)',
  format: 'csv',
  dateOrder: 'dmy',
  relations: 'labels',
  areaScheme: 'kemendagri',
  // Its NIKs were matched with the population register; its names come from a survey, its deciles are its own.
  trust: { name: 60, nik: 60, birth_date: 60, sex: 60, relation: 60, address: 55, house: 60, desil: 60 },
  key: [{ targets: ['source_key'] }, { targets: ['household_ref', 'nik', 'name', 'dob'], hashed: true }],
  variants: [
    {
      code: 'individual',
      required: ['source_key', 'household_ref', 'name', 'nik'],
      columns: [
        ...PLACE,
        { names: ['ID Individu'], to: 'source_key' },
        { names: ['Nama'], to: 'name' },
        { names: ['NIK'], to: 'nik' },
        { names: ['Padan Dukcapil'], to: 'register_answer' },
        { names: ['Jenis Kelamin'], to: 'sex' },
        { names: ['Hubungan dengan Kepala Keluarga'], to: 'shdk' },
        { names: ['Tanggal Lahir'], to: 'dob' },
        { names: ['Status Kawin'], to: 'marital_status' },
        ...AID,
      ],
    },
    {
      code: 'family-head',
      required: ['household_ref', 'name', 'nik'],
      constants: { shdk: 'KEPALA KELUARGA' },
      columns: [
        ...PLACE,
        { names: ['Nama Kepala Keluarga'], to: 'name' },
        { names: ['NIK Kepala Keluarga'], to: 'nik' },
        { names: ['NIK Kepala Keluarga Padan Kemdagri'], to: 'register_answer' },
        { names: ['Jenis Kelamin Kepala Keluarga'], to: 'sex' },
        { names: ['Tanggal Lahir Kepala Keluarga'], to: 'dob' },
        { names: ['Status Kawin Kepala Keluarga'], to: 'marital_status' },
        { names: ['Kepemilikan Rumah'], to: 'house_ownership' },
        { names: ['Jenis Atap'], to: 'roof' },
        { names: ['Jenis Dinding'], to: 'wall' },
        { names: ['Jenis Lantai'], to: 'floor' },
        { names: ['Sumber Penerangan'], to: 'lighting' },
        { names: ['Daya Listrik Terpasang'], to: 'power' },
        { names: ['Bahan Bakar Memasak'], to: 'fuel' },
        { names: ['Sumber Air Minum'], to: 'water' },
        { names: ['Memiliki fasilitas Buang Air Besar'], to: 'latrine' },
        ...AID,
      ],
    },
  ],
})
