import { test } from 'tap'
import { parseAreaCode, type VillageNames } from '../../../../src/domain/identity/areas/area-code.js'
import { createAreaRegister } from '../../../../src/domain/identity/areas/area-register.js'

const register = createAreaRegister({
  provinces: [
    { code: '41', name: 'PULAU CONTOH' },
    { code: '42', name: 'DAERAH ISTIMEWA MISAL' },
  ],
  regencies: [
    { code: '41.01', name: 'KABUPATEN ANGKASA' },
    { code: '41.71', name: 'KOTA ANGKASA' },
    { code: '41.02', name: 'KABUPATEN KOTABARU' },
    { code: '42.01', name: 'KABUPATEN KEPULAUAN MISAL' },
    { code: '42.04', name: 'KABUPATEN MISAL BARU' },
    { code: '42.71', name: 'KOTA MISAL' },
    { code: '42.73', name: 'KOTA ANYAR' },
  ],
  districts: [
    { code: '41.01.01', name: 'Hulu' },
    { code: '41.01.02', name: 'Hilir' },
    { code: '41.71.01', name: 'Tengah' },
    { code: '41.02.01', name: 'Muara' },
    { code: '42.01.01', name: 'Karang' },
    { code: '42.01.04', name: 'Kali Dua' },
    { code: '42.04.01', name: 'Talang' },
  ],
  villages: [
    { code: '41.01.01.2001', name: 'Mekar Jaya' },
    { code: '41.01.02.2001', name: 'Mekar Jaya' },
    { code: '41.01.02.2002', name: 'Kampung Baru' },
    { code: '41.01.02.2003', name: 'Baru' },
    { code: '41.71.01.1001', name: 'Mekar Jaya' },
    { code: '41.02.01.2001', name: "Sei Pa'at" },
    { code: '42.01.01.2001', name: 'Desa' },
    { code: 'nonsense', name: 'Nonsense' },
    { code: '42.01.04.2001', name: 'Marga Sakti I' },
    { code: '42.01.04.2002', name: 'Marga Sakti II' },
    { code: '42.01.04.2003', name: 'Unit 12' },
    { code: '42.01.04.2004', name: 'Simpang KM 7' },
    { code: '42.01.04.2005', name: 'Sri Rejeki' },
    { code: '42.04.01.2001', name: 'Talang Ubu' },
    { code: '42.04.01.2002', name: 'Karang Anyar' },
  ],
  splits: [
    { code: '42.04'.replace('.', ''), from: ['4102'], year: 2012 },
    { code: '42', from: ['41'], year: 2000 },
  ],
  formerNames: [
    { code: '42.01', name: 'KABUPATEN MISAL LAMA', year: 2005 },
    { code: '41', name: 'PULCON' },
  ],
  retired: ['41.03.01', '410101'],
  formerProvinces: ['09'],
  bridge: [
    { bps: '4105', kemendagri: '41.01' },
    { bps: '4105010', kemendagri: '41.01.02' },
    { bps: '4105020', kemendagri: '0' },
    { bps: '4105030', kemendagri: '41.01.01' },
    { bps: '4105030', kemendagri: '41.01.02' },
    { bps: '4105040', kemendagri: '41.01' },
  ],
})

test('the state of the region code of a NIK', async (t) => {
  t.equal(register.statusOf('410101'), 'current', 'a code in force is not retired, whatever its history')
  t.equal(register.statusOf('410301'), 'retired')
  t.equal(register.statusOf('419999'), 'unknown')
  // Numbers are given in order and never again: those missing below the highest were in force once.
  for (const code of ['420102', '420103', '420201', '420399', '427201'])
    t.equal(register.statusOf(code), 'retired', code)
  for (const code of ['420105', '420501', '427401', '427001', '420100'])
    t.equal(register.statusOf(code), 'unknown', code)
  for (const prefix of ['41', '42', '09']) t.ok(register.hasProvince(prefix), prefix)
  t.notOk(register.hasProvince('99'))
})

const FOUND: readonly { names: VillageNames; code: string | undefined }[] = [
  { names: { village: 'MEKAR JAYA', district: 'HULU', regency: 'KAB. ANGKASA' }, code: '4101012001' },
  { names: { village: 'Desa Mekarjaya', district: 'Kec. Hilir' }, code: '4101022001' },
  { names: { village: 'KEL. MEKAR JAYA', regency: 'Kota Angkasa' }, code: '4171011001' },
  {
    names: { village: 'Mekar Jaya', district: 'Tengah', regency: 'Angkasa', province: 'Prov. Pulau Contoh' },
    code: '4171011001',
  },
  { names: { village: 'Mekar Jaya', regency: 'Kabupaten Angkasa' }, code: undefined },
  { names: { village: 'Mekar Jaya' }, code: undefined },
  { names: { village: 'KAMPUNG BARU', district: 'HILIR' }, code: '4101022002' },
  { names: { village: 'DESA BARU', district: 'HILIR' }, code: '4101022003' },
  { names: { village: 'SEI PAAT', regency: 'KOTABARU' }, code: '4102012001' },
  { names: { village: 'SEI PAAT', regency: 'KAB KOTA BARU' }, code: '4102012001' },
  { names: { village: 'Desa', regency: 'KAB. KEP. MISAL', province: 'D.I. MISAL' }, code: '4201012001' },
  // A misspelt kecamatan is ignored; the regency still counts.
  { names: { village: 'SEI PAAT', district: 'MUARRA', regency: 'KOTABARU' }, code: '4102012001' },
  { names: { village: 'SEI PAAT', district: 'MUARRA' }, code: undefined },
  { names: { village: 'SEI PAAT', district: 'HULU' }, code: undefined },
  // Numerals in any form.
  ...[
    'MARGA SAKTI 1',
    'MARGA SAKTI I',
    'Marga Sakti Satu',
    'MARGA SAKTI-I',
    'MARGASAKTI 1',
    'MARGA SAKTI1',
    'Desa Marga Sakti 01',
  ].map((village) => ({ names: { village, district: 'KALI DUA' }, code: '4201042001' })),
  ...['MARGA SAKTI 2', 'MARGASAKTI II', 'MARGA SAKTI DUA'].map((village) => ({
    names: { village, district: 'Kali 2', regency: 'Kepulauan Misal' },
    code: '4201042002',
  })),
  ...['UNIT XII', 'Unit 12', 'UNIT12'].map((village) => ({
    names: { village, district: 'KALI II' },
    code: '4201042003',
  })),
  ...['SIMPANG KM. 7', 'Simpang KM7', 'SIMPANG KM VII', 'Simpang Kilometer 7', 'SIMPANG KM TUJUH'].map((village) => ({
    names: { village, district: 'KALI DUA' },
    code: '4201042004',
  })),
  { names: { village: 'MARGA SAKTI 3', district: 'KALI DUA' }, code: undefined },
  { names: { village: 'MARGA SAKTI', district: 'KALI DUA' }, code: undefined },
  { names: { village: 'MARGA SAKTI 11', district: 'KALI DUA' }, code: undefined },
  // Villages under the regency and the province of before a split, and under names that are no longer official.
  {
    names: { village: 'TALANG UBU', district: 'TALANG', regency: 'KOTABARU', province: 'PULAU CONTOH' },
    code: '4204012001',
  },
  { names: { village: 'Talang Ubu', regency: 'Kab. Kotabaru' }, code: '4204012001' },
  { names: { village: 'Sri Rejeki', district: 'Kali Dua', province: 'Pulau Contoh' }, code: '4201042005' },
  { names: { village: 'Sri Rejeki', regency: 'Misal Lama', province: 'Pulcon' }, code: '4201042005' },
  { names: { village: 'Talang Ubu', regency: 'Kab. Angkasa' }, code: undefined },
  { names: { village: "Sei Pa'at", province: 'D.I. Misal' }, code: undefined },
  { names: { village: '', district: 'HULU' }, code: undefined },
  { names: { village: 'Nonsense' }, code: undefined },
]

test('names resolve to a village when they fit exactly one', async (t) => {
  for (const { names, code } of FOUND) t.equal(register.findVillage(names)?.code, code, JSON.stringify(names))
})

test('a BPS code is translated to a Kemendagri code by the bridge table only', async (t) => {
  const toKemendagri = (text: string) => register.toKemendagri(parseAreaCode(text, 'bps')!)
  t.same(toKemendagri('4105010'), { scheme: 'kemendagri', code: '410102', level: 'district' })
  for (const silent of ['4105020', '4105030', '4105040', '4105010001', '4101'])
    t.equal(toKemendagri(silent), undefined, silent)
  const own = parseAreaCode('4101012001', 'kemendagri')!
  t.equal(register.toKemendagri(own), own)
})

test('names are found in either scheme, never those of an equal code of the other scheme', async (t) => {
  t.equal(register.nameOf(parseAreaCode('41.01.02', 'kemendagri')!), 'Hilir')
  t.equal(register.nameOf(parseAreaCode('4105010', 'bps')!), 'Hilir')
  t.equal(register.nameOf(parseAreaCode('4101', 'bps')!), undefined)
})
