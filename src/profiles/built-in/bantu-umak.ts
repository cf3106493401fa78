import { builtInProfile } from './built-in-profile.js'

/** The roster of Bantu Umak: one recipient per family. Its running number changes with every roster and is no key. */
export const bantuUmak = builtInProfile({
  code: 'bantu-umak',
  name: 'Bantu Umak',
  format: 'csv',
  separator: ',',
  dateOrder: 'dmy',
  relations: 'siak',
  areaScheme: 'kemendagri',
  // The roster is reliable on payments and little else.
  trust: { name: 45, nik: 50, kk: 50, birth_date: 40, sex: 45, address: 50 },
  key: [{ targets: ['nik', 'kk', 'name', 'dob', 'account'], hashed: true }],
  variants: [
    {
      code: 'recipient',
      required: ['name', 'nik', 'kk'],
      constants: { programme: 'Bantu Umak' },
      columns: [
        { names: ['nama_penerima', 'nama'], to: 'name' },
        { names: ['nik', 'nik_penerima'], to: 'nik' },
        { names: ['no_kk', 'nomor_kk', 'nokk'], to: 'kk' },
        { names: ['tanggal_lahir', 'tgl_lahir'], to: 'dob' },
        { names: ['jenis_kelamin', 'jk'], to: 'sex' },
        { names: ['kode_desa'], to: 'village_code' },
        { names: ['desa', 'desa_kelurahan', 'kelurahan'], to: 'village_name' },
        { names: ['kecamatan'], to: 'district_name' },
        { names: ['kabupaten'], to: 'regency_name' },
        { names: ['alamat'], to: 'address' },
        { names: ['rt'], to: 'rt' },
        { names: ['rw'], to: 'rw' },
        { names: ['jumlah_jiwa'], to: 'family_size' },
        { names: ['jiwa_dihitung', 'jumlah_jiwa_dihitung'], to: 'counted_persons' },
        { names: ['nominal_per_bulan'], to: 'monthly_amount' },
        { names: ['bulan', 'jumlah_bulan'], to: 'months' },
        { names: ['tahun', 'periode'], to: 'period' },
        { names: ['no_rekening', 'nomor_rekening'], to: 'account' },
        { names: ['no_hp'], to: 'phone' },
      ],
    },
  ],
})
