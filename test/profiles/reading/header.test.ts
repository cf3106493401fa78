import { test } from 'tap'
import { disdukcapil } from '../../../src/profiles/built-in/disdukcapil.js'
import { dtks } from '../../../src/profiles/built-in/dtks.js'
import { dtsen } from '../../../src/profiles/built-in/dtsen.js'
import { p3ke } from '../../../src/profiles/built-in/p3ke.js'
import { Profile } from '../../../src/profiles/schema/profile.js'
import type { ReadRow } from '../../../src/profiles/reading/read-rows.js'
import { readAll } from '../../support/profiles/read-all.js'

const ROW = ['D9', '1606111609140001', '1606051304980001', 'SITI AMINAH', '03-04-1980', 'P']
const HEADERS: readonly (readonly [what: string, file: string])[] = [
  ['as it is', `iddtks|nomor_kk|nomor_nik|nama|tanggal_lahir|jenis_kelamin\n${ROW.join('|')}\n`],
  ['in other case, with spaces', `IDDTKS|Nomor KK|NOMOR NIK|Nama |Tanggal Lahir|Jenis Kelamin\n${ROW.join('|')}\n`],
  ['with commas', `iddtks,nomor_kk,nomor_nik,nama,tanggal_lahir,jenis_kelamin\n${ROW.join(',')}\n`],
  ['with semicolons', `iddtks;nomor_kk;nomor_nik;nama;tanggal_lahir;jenis_kelamin\n${ROW.join(';')}\n`],
  ['with tabs', `iddtks\tnomor_kk\tnomor_nik\tnama\ttanggal_lahir\tjenis_kelamin\n${ROW.join('\t')}\n`],
  ['by other names', `id_dtks|nokk|nik|nama_lengkap|tgl_lahir|jenis_kelamin\n${ROW.join('|')}\n`],
  ['with a byte order mark', `\uFEFFiddtks|nomor_kk|nomor_nik|nama|tanggal_lahir|jenis_kelamin\n${ROW.join('|')}\n`],
  ['with DOS line ends', `iddtks|nomor_kk|nomor_nik|nama|tanggal_lahir|jenis_kelamin\r\n${ROW.join('|')}\r\n`],
  ['with old Mac line ends', `iddtks|nomor_kk|nomor_nik|nama|tanggal_lahir|jenis_kelamin\r${ROW.join('|')}\r`],
  ['quoted', `"iddtks"|"nomor_kk"|"nomor_nik"|"nama"|"tanggal_lahir"|"jenis_kelamin"\n"${ROW.join('"|"')}"`],
  [
    'below a title, with blank columns and rows',
    `DAFTAR PENERIMA 2024|||||||\n\niddtks|nomor_kk|nomor_nik|nama|tanggal_lahir|jenis_kelamin||\n${ROW.join('|')}||\n|||||||\n`,
  ],
  [
    'in another order with unknown columns',
    'nama|catatan|nomor_nik|iddtks|jenis_kelamin|tanggal_lahir|nomor_kk\nSITI AMINAH|x|1606051304980001|D9|P|03-04-1980|1606111609140001\n',
  ],
]

test('a header is recognised in any spelling, order and separator', async (t) => {
  for (const [what, file] of HEADERS) {
    const outcomes = await readAll(file, dtks)
    t.equal(outcomes.length, 1, what)
    const { record, sourceKey } = outcomes[0] as ReadRow
    t.equal(sourceKey, 'D9', what)
    t.match(record, { nik: ROW[2], kk: ROW[1], name: 'SITI AMINAH', dob: '1980-04-03', sex: 'P' }, what)
  }
})

test('a header that fits no version is refused with its missing columns', async (t) => {
  const [outcome, ...others] = await readAll('iddtks|nama|alamat\nD9|SITI|JL. X\n', dtks)
  t.same(others, [])
  t.match(outcome, {
    kind: 'refusal',
    line: 1,
    errors: [{ code: 'HEADER_UNKNOWN', detail: /lacks nomor_nik, required by the variant "individual"/ }],
  })
})

test('columns that no field reads stay in the raw row', async (t) => {
  const [outcome] = await readAll('iddtks|nomor_nik|nama|catatan|__proto__\nD9|-|SITI|rumah miring|x\n', dtks)
  t.same(
    (outcome as ReadRow).raw,
    JSON.parse('{"iddtks":"D9","nomor_nik":"-","nama":"SITI","catatan":"rumah miring","__proto__":"x"}'),
  )
})

test('P3KE files of persons and of heads of families are read, and the family id is no KK', async (t) => {
  const [person] = await readAll(
    'ID Keluarga P3KE,ID Individu,Nama,NIK,Hubungan dengan Kepala Keluarga,Jenis Kelamin,Penerima PKH,Penerima BPNT\n122,77,SITI,-,Istri/Suami,Perempuan,Ya,Tidak\n',
    p3ke,
  )
  t.match(person, { variant: 'individual', sourceKey: '77', record: { kk: '', household_ref: '122', shdk: 'ISTRI' } })
  t.same((person as ReadRow).facts.receives, ['PKH'])
  const [head] = await readAll(
    'ID Keluarga P3KE,Nama Kepala Keluarga,NIK Kepala Keluarga,Tanggal Lahir Kepala Keluarga,Jenis Lantai,Daya Listrik Terpasang\n122,ADI,-,1/2/1970,TANAH,=< 900 WATT\n',
    p3ke,
  )
  t.match(head, {
    variant: 'family-head',
    record: { name: 'ADI', dob: '1970-02-01', shdk: 'KEPALA KELUARGA', household_ref: '122', kk: '' },
    facts: { floor: 'TANAH', power: '=< 900 WATT' },
  })
})

test('DTSEN files of members and of families are read', async (t) => {
  const [member] = await readAll(
    'nomor_induk_kependudukan|nomor_kartu_keluarga|nama|tanggal_lahir|jenis_kelamin|status_hubungan_keluarga\n1606051304980001|1606111609140001|SITI|1980-04-03|2|3\n',
    dtsen,
  )
  t.match(member, { variant: 'member', subject: 'person', record: { shdk: 'ANAK', sex: 'P', dob: '1980-04-03' } })
  const [family] = await readAll(
    'nomor_kartu_keluarga|nama_kepala_keluarga|alamat|desil_nasional|jenis_lantai_terluas|is_gc_kemensos\n1606111609140001|ADI|JL. X|2|Tanah|1\n',
    dtsen,
  )
  t.match(family, {
    variant: 'family',
    subject: 'household',
    record: { name: '', kk: '1606111609140001' },
    facts: { head_name: 'ADI', desil: 2, floor: 'Tanah' },
  })
})

test('relation codes are read by their own profile', async (t) => {
  const [siak] = await readAll(
    'NIK;NO_KK;NAMA_LGKP;STAT_HBKEL\n1606051304980001;1606111609140001;SITI;3\n',
    disdukcapil,
  )
  const [bps] = await readAll(
    'nik|nomor_kartu_keluarga|nama|hubungan_keluarga\n1606051304980001|1606111609140001|SITI|3\n',
    dtsen,
  )
  t.equal((siak as ReadRow).record.shdk, 'ISTRI')
  t.equal((bps as ReadRow).record.shdk, 'ANAK')
})

test('a new source needs only a profile document', async (t) => {
  const profile = Profile.parse({
    code: 'rtlh',
    name: 'Rumah tidak layak huni',
    format: 'csv',
    dateOrder: 'mdy',
    relations: 'labels',
    areaScheme: 'kemendagri',
    labels: { sex: { '7': 'L' } },
    key: [{ targets: ['nik', 'name'], hashed: true }],
    variants: [
      {
        code: 'house',
        required: ['name'],
        columns: [
          { names: ['Pemilik'], to: 'name' },
          { names: ['NIK'], to: 'nik' },
          { names: ['Lahir'], to: 'dob' },
          { names: ['Kelamin'], to: 'sex' },
          { names: ['Foto Depan'], to: 'photos', shows: 'depan' },
          { names: ['Foto Lantai'], to: 'photos', shows: 'lantai' },
        ],
      },
    ],
  })
  const [row] = await readAll(
    'Pemilik;NIK;Lahir;Kelamin;Foto Depan;Foto Lantai\nADI;-;02/25/1970;7;a.jpg;b.jpg\n',
    profile,
  )
  t.match(row, { record: { source: 'rtlh', name: 'ADI', dob: '1970-02-25', sex: 'L' } })
  t.same((row as ReadRow).facts.photos, [
    { file: 'a.jpg', shows: 'depan' },
    { file: 'b.jpg', shows: 'lantai' },
  ])
})
