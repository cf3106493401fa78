import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'tap'
import { parseAreaCode } from '../../src/domain/identity/areas/area.js'
import { loadAreaRegister } from '../../src/reference/area-register.js'

test('the area codes in force are read from the package', async (t) => {
  const register = await loadAreaRegister()
  t.equal(register.nameOf(parseAreaCode('16.06', 'kemendagri')!), 'KABUPATEN MUSI BANYUASIN')
  t.equal(register.statusOf('160609'), 'current')
  t.equal(register.statusOf('910101'), 'unknown')
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
