import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'tap'
import { parseAreaCode } from '../../src/domain/identity/areas/area.js'
import { AREA_SPLITS, FORMER_NAMES } from '../../src/reference/area-history.js'
import { loadAreaRegister } from '../../src/reference/area-register.js'

test('the area codes in force are read from the package', async (t) => {
  const register = await loadAreaRegister()
  t.equal(register.nameOf(parseAreaCode('16.06', 'kemendagri')!), 'KABUPATEN MUSI BANYUASIN')
  t.equal(register.statusOf('160609'), 'current')
  // Ended with their regency or province, or moved to a regency that was split off; and none that was ever in force.
  for (const code of ['910101', '927102', '912803', '640401', '647301', '160305', '160515', '320724'])
    t.equal(register.statusOf(code), 'retired', code)
  for (const code of ['169901', '160699', '329001', '400101']) t.equal(register.statusOf(code), 'unknown', code)
  for (const prefix of ['11', '96', '09', '10']) t.ok(register.hasProvince(prefix), prefix)
  t.equal(register.toKemendagri(parseAreaCode('1606', 'bps')!), undefined, 'without a bridge nothing is guessed')
  const village = register.findVillage({
    village: 'MENTENG',
    regency: 'JAKARTA PUSAT',
    province: 'DAERAH KHUSUS JAKARTA',
  })
  t.equal(village?.code, '3171061001')
})

test('former codes and the bridge are read from files', async (t) => {
  const folder = t.testdir()
  const retiredCodes = join(folder, 'retired.csv')
  const bridge = join(folder, 'bridge.csv')
  await writeFile(retiredCodes, 'code,name\n91.01.01,Former\n160609,Still in force\n')
  await writeFile(bridge, 'bps_code,kemendagri_code\n1601,1602\n')
  const bridgeColumns = [{ bps: 'bps_code', kemendagri: 'kemendagri_code' }]
  const register = await loadAreaRegister({ retiredCodes, bridge, bridgeColumns })
  t.equal(register.statusOf('910101'), 'retired')
  t.equal(register.statusOf('160609'), 'current')
  t.equal(register.toKemendagri(parseAreaCode('1601', 'bps')!)?.code, '1602')
  await t.rejects(loadAreaRegister({ bridge }), /bridge\.csv lacks the columns bps, kemendagri/)
  await writeFile(bridge, 'bps,kemendagri\n1601,1602\n1602\n')
  await t.rejects(loadAreaRegister({ bridge }), /1 fields in row 3/)
})

test('files saved by spreadsheets are read too', async (t) => {
  const bridge = join(t.testdir(), 'bridge.csv')
  await writeFile(bridge, '\uFEFF"bps";"kemendagri"\r\n"1601";" 1602 "\r\n\r\n')
  const register = await loadAreaRegister({ bridge })
  t.equal(register.toKemendagri(parseAreaCode('1601', 'bps')!)?.code, '1602')
})

test('villages are found under the names of before a split, and codes of before a new province', async (t) => {
  const register = await loadAreaRegister()
  const cases: readonly (readonly [string, string, string, string, string])[] = [
    ['PAPUA BARAT', 'KOTA SORONG', 'SORONG TIMUR', 'KLAWUYUK', '9671021007'],
    ['PAPUA', 'MERAUKE', 'MERAUKE', 'RIMBA JAYA', '9301011002'],
    ['IRIAN JAYA', 'NABIRE', 'NABIRE', 'OYEHE', '9401011001'],
    ['KALIMANTAN TIMUR', 'TARAKAN', 'TARAKAN BARAT', 'KARANG ANYAR', '6571011002'],
    ['SUMSEL', 'MUARA ENIM', 'PENUKAL', 'AIR ITAM', '1612032001'],
    ['SUMATERA SELATAN', 'MUSI RAWAS', 'RUPIT', 'LAWANG AGUNG', '1613012001'],
    ['JAWA BARAT', 'CIAMIS', 'PANGANDARAN', 'PANANJUNG', '3218092001'],
    ['SULAWESI SELATAN', 'MAMUJU', 'TOBADAK', 'TOBADAK', '7606012001'],
    ['SUMATERA SELATAN', 'PALI', 'ABAB', 'BETUNG', '1612042001'],
  ]
  for (const [province, regency, district, village, code] of cases) {
    const found = register.findVillage({ province, regency, district, village })
    t.equal(register.nameOf(found!)?.toUpperCase(), village, village)
    t.equal(found?.code.slice(0, 6), code.slice(0, 6), village)
  }
})

test('every split is of codes in force, in the years of the laws', async (t) => {
  const register = await loadAreaRegister()
  const nameOf = (code: string) => register.nameOf(parseAreaCode(code, 'kemendagri')!)
  for (const { code, from, year } of AREA_SPLITS) {
    t.ok(nameOf(code), code)
    for (const parent of from) t.ok(parent !== code && nameOf(parent) !== undefined, `${code} from ${parent}`)
    t.ok(year >= 1997 && year <= 2022, code)
  }
  for (const { code, name } of FORMER_NAMES) t.ok(nameOf(code), name)
})
