import type { ProfileDocument } from '../schema/profile.js'
import { builtInProfile } from './built-in-profile.js'

type Columns = ProfileDocument['variants'][number]['columns']

const FAMILY: Columns = [
  { names: ['nomor_kartu_keluarga', 'no_kk', 'nokk'], to: 'kk' },
  { names: ['provinsi'], to: 'province_name' },
  { names: ['kabupaten_kota'], to: 'regency_name' },
  { names: ['kecamatan'], to: 'district_name' },
  { names: ['kelurahan_desa', 'desa_kelurahan'], to: 'village_name' },
  { names: ['kode_kelurahan_desa', 'kode_desa_kelurahan', 'kode_desa'], to: 'village_code' },
  { names: ['alamat'], to: 'address' },
  { names: ['rt'], to: 'rt' },
  { names: ['rw'], to: 'rw' },
  { names: ['desil_nasional', 'desil'], to: 'desil' },
  { names: ['pbi_nas'], to: 'receives', shows: 'PBI-JK' },
  { names: ['pbi_pemda'], to: 'receives', shows: 'PBI Pemda' },
]

/**
 * The member file and the family file of DTSEN, V2 and V3. Both are sent as batches of one source. The KK joins them,
 * since the member file lacks the families' ids. Area codes are those of BPS.
 */
export const dtsen = builtInProfile({
  code: 'dtsen',
  name: 'Data Tunggal Sosial dan Ekonomi Nasional (DTSEN)',
  format: 'csv',
  separator: '|',
  dateOrder: 'ymd',
  relations: 'bps',
  areaScheme: 'bps',
  // Matched with the population register, but a year behind it; the national base for welfare.
  trust: {
    name: 75,
    nik: 80,
    kk: 80,
    birth_date: 75,
    sex: 75,
    birthplace: 70,
    mother_name: 70,
    relation: 75,
    deceased: 60,
    address: 70,
    phone: 65,
    house: 65,
    desil: 95,
  },
  key: [{ targets: ['source_key'] }, { targets: ['kk', 'nik', 'name', 'dob'], hashed: true }],
  variants: [
    {
      code: 'member',
      required: ['kk', 'nik', 'name'],
      columns: [
        ...FAMILY,
        { names: ['id_individu', 'id_anggota'], to: 'source_key' },
        { names: ['nomor_induk_kependudukan', 'nik'], to: 'nik' },
        { names: ['nama_lengkap', 'nama', 'nama_anggota'], to: 'name' },
        { names: ['tanggal_lahir'], to: 'dob' },
        { names: ['tempat_lahir'], to: 'birthplace' },
        { names: ['jenis_kelamin'], to: 'sex' },
        { names: ['hubungan_keluarga', 'status_hubungan_keluarga'], to: 'shdk' },
        { names: ['nama_ibu_kandung'], to: 'mother_name' },
        { names: ['no_hp', 'nomor_hp'], to: 'phone' },
        { names: ['status_kawin'], to: 'marital_status' },
        { names: ['kode_kelurahan_desa_ktp'], to: 'village_code' },
        { names: ['kelurahan_desa_ktp'], to: 'village_name' },
        { names: ['kecamatan_ktp'], to: 'district_name' },
        { names: ['kabupaten_kota_ktp'], to: 'regency_name' },
        { names: ['provinsi_ktp'], to: 'province_name' },
        { names: ['alamat_ktp'], to: 'address' },
        { names: ['rt_ktp'], to: 'rt' },
        { names: ['rw_ktp'], to: 'rw' },
      ],
    },
    {
      code: 'family',
      subject: 'household',
      required: ['kk', 'head_name'],
      columns: [
        ...FAMILY,
        { names: ['nama_kepala_keluarga', 'nama_anggota_keluarga'], to: 'head_name' },
        { names: ['jumlah_anggota_keluarga'], to: 'family_size' },
        { names: ['status_kepemilikan_rumah'], to: 'house_ownership' },
        { names: ['jenis_lantai_terluas'], to: 'floor' },
        { names: ['luas_lantai'], to: 'floor_area' },
        { names: ['jenis_dinding_terluas'], to: 'wall' },
        { names: ['jenis_atap_terluas'], to: 'roof' },
        { names: ['sumber_air_minum_utama'], to: 'water' },
        { names: ['sumber_penerangan_utama'], to: 'lighting' },
        { names: ['daya_terpasang'], to: 'power' },
        { names: ['bahan_bakar_utama_memasak'], to: 'fuel' },
        { names: ['fasilitas_bab'], to: 'latrine' },
      ],
    },
  ],
})
