import { test } from 'tap'
import { disdukcapil } from '../../../src/profiles/built-in/disdukcapil.js'
import { dtks } from '../../../src/profiles/built-in/dtks.js'
import type { Profile } from '../../../src/profiles/schema/profile.js'
import { loadAreaRegister } from '../../../src/reference/area-register.js'
import { readAll } from '../../support/profiles/read-all.js'

const register = await loadAreaRegister()

async function villagesIn(file: string, profile: Profile): Promise<readonly string[]> {
  const outcomes = await readAll(file, profile, { register })
  return outcomes.map((outcome) => (outcome.kind === 'row' ? outcome.record.village_code : outcome.kind))
}

test('a list by names has its villages where they are now', async (t) => {
  const rows = [
    ['PAPUA BARAT', 'KOTA SORONG', 'SORONG TIMUR', 'KLAWUYUK', '96.71.02.1007'],
    ['PAPUA', 'KAB. NABIRE', 'NABIRE', 'OYEHE', '94.01.01.1006'],
    ['SUMATERA SELATAN', 'MUARA ENIM', 'TALANG UBI', 'TALANG UBI TIMUR', '16.12.01.1003'],
    ['KALIMANTAN TIMUR', 'KOTA TARAKAN', 'TARAKAN TENGAH', 'PAMUSIAN', '65.71.02.1002'],
    ['SUMATERA UTARA', 'DELI SERDANG', 'PATUMBAK', 'MARINDAL 2', '12.07.21.2007'],
    ['SUMATERA UTARA', 'DELI SERDANG', 'PATUMBAK', 'MARINDAL DUA', '12.07.21.2007'],
    ['SUMATERA UTARA', 'DELI SERDANG', 'PATUMBAK', 'MARINDAL II', '12.07.21.2007'],
  ]
  const header = 'iddtks|provinsi|kabupaten_kota|kecamatan|desa_kelurahan|nomor_kk|nomor_nik|nama|tanggal_lahir'
  const lines = rows.map((names, at) => `N${at}|${names.slice(0, 4).join('|')}|||ROHANA|1970-02-03`)
  t.same(
    await villagesIn([header, ...lines].join('\n'), dtks),
    rows.map((names) => names[4]),
  )
})

test('a code of before is the present code, and the name decides where the number means another village now', async (t) => {
  const rows = [
    ['91.02.01.1001', '', '', '95.01.01.1001'],
    ['9271021006', '', '', '96.71.02.1006'],
    ['64.73.01.1001', '', '', '65.71.01.1001'],
    ['96.71.02.1006', '', '', '96.71.02.1006'],
    // This number was Klawalu's, and is Kladufu's now.
    ['92.71.02.1008', 'KLAWALU', 'SORONG TIMUR', '96.71.02.1005'],
    ['16.06.02.2001', 'ANOTHER NAME', 'LAIS', '16.06.02.2001'],
    ['16.06.02.2999', 'NEW VILLAGE', 'LAIS', '16.06.02.2999'],
  ]
  const lines = rows.map(([code, village, district], at) => `N${at};;ROHANA;${code};${village};${district}`)
  const file = ['NIK;NO_KK;NAMA_LGKP;KODE_WILAYAH;NAMA_KEL;NAMA_KEC', ...lines].join('\n')
  t.same(await villagesIn(file, disdukcapil), rows.map((row) => row[3])) // prettier-ignore
})
