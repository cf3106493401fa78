import { builtInProfile } from './built-in-profile.js'

/** DTKS as SIKS-NG exports it, and its PBI-JK export: areas by name, persons by the id of DTKS. */
export const dtks = builtInProfile({
  code: 'dtks',
  name: 'Data Terpadu Kesejahteraan Sosial (SIKS-NG)',
  format: 'csv',
  separator: '|',
  dateOrder: 'dmy',
  relations: 'siak',
  areaScheme: 'kemendagri',
  // The older base, with many numbers that were never matched with the population register.
  trust: { name: 55, nik: 50, kk: 55, birth_date: 55, sex: 55, mother_name: 55, address: 45, desil: 45 },
  key: [{ targets: ['source_key'] }, { targets: ['nik', 'kk', 'name', 'dob'], hashed: true }],
  variants: [
    {
      code: 'individual',
      required: ['source_key', 'nik', 'name'],
      columns: [
        { names: ['iddtks', 'id_dtks', 'idartbdt'], to: 'source_key' },
        { names: ['nomor_nik', 'nik', 'no_nik'], to: 'nik' },
        { names: ['nomor_kk', 'nokk', 'no_kk'], to: 'kk' },
        { names: ['nama', 'nama_lengkap'], to: 'name' },
        { names: ['tanggal_lahir', 'tgl_lahir'], to: 'dob' },
        { names: ['tempat_lahir'], to: 'birthplace' },
        { names: ['jenis_kelamin'], to: 'sex' },
        { names: ['nama_ibu_kandung'], to: 'mother_name' },
        { names: ['hubungan_keluarga', 'hub_keluarga'], to: 'shdk' },
        { names: ['alamat'], to: 'address' },
        { names: ['rt'], to: 'rt' },
        { names: ['rw'], to: 'rw' },
        { names: ['kode_desa', 'kode_kelurahan', 'kode_wilayah'], to: 'village_code' },
        { names: ['desa_kelurahan', 'kelurahan', 'desa'], to: 'village_name' },
        { names: ['kecamatan'], to: 'district_name' },
        { names: ['kabupaten_kota', 'kota', 'kabupaten'], to: 'regency_name' },
        { names: ['provinsi'], to: 'province_name' },
        { names: ['tahun_data', 'tahun'], to: 'list_year' },
        { names: ['keterangan'], to: 'verification' },
        { names: ['psnoka_bpjs'], to: 'account' },
      ],
    },
  ],
})
