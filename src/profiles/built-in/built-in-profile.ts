import { Profile, type ProfileDocument, type Variant } from '../schema/profile.js'

/**
 * Names of columns that mean the same in every list, in the spellings of offices. Case, spaces and punctuation do not
 * count. A name that means one thing in one list and another elsewhere (`KODE`, `STATUS`, `HUBUNGAN`) is in no group.
 */
const SPELLINGS: readonly (readonly string[])[] = [
  [
    'nik',
    'no_nik',
    'nomor_nik',
    'nomer_nik',
    'nomor_induk_kependudukan',
    'no_induk_kependudukan',
    'no_ktp',
    'nomor_ktp',
    'nik_ktp',
    'nik_no_ktp',
    'no_nik_ktp',
    'nik_ktp_el',
    'nik_e_ktp',
  ],
  [
    'no_kk',
    'nomor_kk',
    'nomer_kk',
    'nmr_kk',
    'nomor_kartu_keluarga',
    'no_kartu_keluarga',
    'nomor_induk_kartu_keluarga',
    'nkk',
    'no_kk_ktp',
    'kk',
  ],
  ['nama', 'nama_lengkap', 'nama_lgkp', 'nama_lkp', 'nm_lengkap', 'nama_art', 'nama_individu', 'nama_warga'],
  [
    'nama_penerima',
    'nm_penerima',
    'nama_penerima_manfaat',
    'nama_penerima_bantuan',
    'nama_kpm',
    'nama_calon_penerima',
    'nama_lengkap_penerima',
  ],
  [
    'tanggal_lahir',
    'tgl_lahir',
    'tgl_lhr',
    'tanggal_lhr',
    'tggl_lahir',
    'tg_lahir',
    'tgl_kelahiran',
    'tanggal_kelahiran',
    'tgl_lahir_art',
    'tanggal_lahir_art',
    'tgl_lahir_penerima',
    'tanggal_lahir_penerima',
  ],
  ['tempat_lahir', 'tmpt_lahir', 'tmpt_lhr', 'tmp_lahir', 'tpt_lahir', 'tempat_lhr', 'tempat_kelahiran'],
  [
    'jenis_kelamin',
    'jk',
    'jns_kelamin',
    'jenis_kel',
    'jns_kel',
    'jenkel',
    'jenis_klmin',
    'jns_klmin',
    'j_kelamin',
    'kelamin',
    'l_p',
    'jenis_kelamin_l_p',
    'jenis_kelamin_art',
    'sex',
  ],
  [
    'hubungan_keluarga',
    'hub_keluarga',
    'hub_kel',
    'stat_hbkel',
    'shdk',
    'status_hubungan_keluarga',
    'status_hubungan_dalam_keluarga',
    'hubungan_dalam_keluarga',
    'hub_dalam_keluarga',
    'hubungan_dengan_kepala_keluarga',
    'hubungan_dgn_kepala_keluarga',
    'hub_dengan_kepala_keluarga',
    'hub_dgn_kepala_keluarga',
    'hub_dgn_kk',
    'hub_kk',
    'hubungan_kepala_keluarga',
    'status_dalam_keluarga',
    'hubungan_krt',
    'hub_krt',
    'hubungan_dengan_krt',
    'hub_dgn_krt',
  ],
  [
    'nama_ibu_kandung',
    'nama_ibu',
    'ibu_kandung',
    'nm_ibu',
    'nm_ibu_kandung',
    'nama_lgkp_ibu',
    'nama_gadis_ibu_kandung',
  ],
  ['alamat', 'alamat_lengkap', 'almt', 'alamat_rumah', 'alamat_domisili', 'alamat_tinggal', 'alamat_tempat_tinggal'],
  ['rt', 'no_rt'],
  ['rw', 'no_rw'],
  [
    'desa',
    'kelurahan',
    'desa_kelurahan',
    'kelurahan_desa',
    'desa_kel',
    'kel_desa',
    'nama_desa',
    'nama_kel',
    'nama_kelurahan',
    'nama_desa_kelurahan',
    'nm_desa',
    'nm_kel',
  ],
  ['kecamatan', 'kec', 'nama_kec', 'nama_kecamatan', 'nm_kec'],
  [
    'kabupaten',
    'kabupaten_kota',
    'kab',
    'kab_kota',
    'kota_kabupaten',
    'nama_kab',
    'nama_kabupaten',
    'nama_kab_kota',
    'nm_kab',
  ],
  ['provinsi', 'propinsi', 'prov', 'prop', 'nama_prop', 'nama_provinsi', 'nm_prop'],
  ['kode_desa', 'kd_desa', 'kode_kel', 'kode_kelurahan', 'kode_desa_kelurahan', 'kode_kelurahan_desa', 'kode_wilayah'],
  ['no_hp', 'nomor_hp', 'hp', 'no_telp', 'no_telepon', 'nomor_telepon', 'telp', 'telepon', 'no_hp_wa', 'no_wa'],
  ['no_rekening', 'nomor_rekening', 'no_rek', 'norek', 'rekening', 'no_rekening_bank'],
  ['jumlah_jiwa', 'jml_jiwa', 'jumlah_anggota_keluarga', 'jml_anggota_keluarga', 'jumlah_anggota', 'jml_anggota'],
  ['nominal_per_bulan', 'nominal_bulan', 'nominal_perbulan', 'bantuan_per_bulan', 'besaran_per_bulan'],
  ['status_kawin', 'stat_kwn', 'status_perkawinan', 'sts_kawin', 'stat_kawin'],
]

const NOT_LETTER_OR_DIGIT = /[^a-z0-9]+/g

/** Parses a profile of the program, and adds the spellings of its columns that no other column of the variant has. */
export function builtInProfile(document: ProfileDocument): Profile {
  const profile = Profile.parse(document)
  return { ...profile, variants: profile.variants.map(withSpellings) }
}

function withSpellings(variant: Variant): Variant {
  const taken = new Set(variant.columns.flatMap(({ names }) => names.map(keyOf)))
  const columns = variant.columns.map((column) => {
    const own = new Set(column.names.map(keyOf))
    const groups = SPELLINGS.filter((group) => group.some((name) => own.has(keyOf(name))))
    const added = groups.flat().filter((name) => !taken.has(keyOf(name)))
    for (const name of added) taken.add(keyOf(name))
    return { ...column, names: [...column.names, ...new Map(added.map((name) => [keyOf(name), name])).values()] }
  })
  return { ...variant, columns }
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(NOT_LETTER_OR_DIGIT, '')
}
