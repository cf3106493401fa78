import { Profile } from './profile.js'

/** The extract of the population register. Its rows are known by the NIK, so their keys are hashed. */
export const disdukcapil = Profile.parse({
  code: 'disdukcapil',
  name: 'Disdukcapil (SIAK)',
  format: 'csv',
  separator: ';',
  dateOrder: 'dmy',
  relations: 'siak',
  areaScheme: 'kemendagri',
  labels: {
    status: {
      '1': 'HIDUP',
      '2': 'MATI',
      AKTIF: 'HIDUP',
      MENINGGAL: 'MATI',
      'MENINGGAL DUNIA': 'MATI',
      '3': 'PINDAH',
      '4': 'HILANG',
      '6': 'PERGI',
      '9': 'TIDAK VALID',
    },
  },
  key: [
    { targets: ['nik'], hashed: true },
    { targets: ['kk', 'name', 'dob'], hashed: true },
  ],
  variants: [
    {
      code: 'resident',
      required: ['nik', 'kk', 'name'],
      columns: [
        { names: ['NIK', 'NO_NIK'], to: 'nik' },
        { names: ['NO_KK', 'NOKK'], to: 'kk' },
        { names: ['NAMA_LGKP', 'NAMA_LENGKAP', 'NAMA'], to: 'name' },
        { names: ['TMPT_LHR', 'TEMPAT_LAHIR'], to: 'birthplace' },
        { names: ['TGL_LHR', 'TANGGAL_LAHIR'], to: 'dob' },
        { names: ['JENIS_KLMIN', 'JENIS_KELAMIN', 'JK'], to: 'sex' },
        { names: ['STAT_HBKEL', 'SHDK'], to: 'shdk' },
        { names: ['NAMA_LGKP_IBU', 'NAMA_IBU'], to: 'mother_name' },
        { names: ['ALAMAT'], to: 'address' },
        { names: ['NO_RT', 'RT'], to: 'rt' },
        { names: ['NO_RW', 'RW'], to: 'rw' },
        { names: ['KODE_WILAYAH', 'KODE_DESA', 'KODE_KEL'], to: 'village_code' },
        { names: ['NAMA_KEL', 'KELURAHAN', 'DESA'], to: 'village_name' },
        { names: ['NAMA_KEC', 'KECAMATAN'], to: 'district_name' },
        { names: ['NAMA_KAB', 'KABUPATEN'], to: 'regency_name' },
        { names: ['NAMA_PROP', 'PROVINSI'], to: 'province_name' },
        { names: ['STATUS', 'STATUS_HIDUP', 'STAT_HIDUP'], to: 'status' },
        { names: ['STATUS_KAWIN', 'STAT_KWN'], to: 'marital_status' },
        { names: ['NO_HP', 'TELP'], to: 'phone' },
      ],
    },
  ],
})
