import { test } from 'tap'
import { bantuUmak } from '../../../src/profiles/built-in/bantu-umak.js'
import { disdukcapil } from '../../../src/profiles/built-in/disdukcapil.js'
import { dtks } from '../../../src/profiles/built-in/dtks.js'
import { readRows, type ReadRow } from '../../../src/profiles/reading/read-rows.js'
import type { Profile } from '../../../src/profiles/schema/profile.js'

async function rowsOf(profile: Profile, lines: readonly string[]): Promise<ReadRow[]> {
  const rows: ReadRow[] = []
  const input = (async function* () {
    yield Buffer.from(`${lines.join('\n')}\n`)
  })()
  for await (const outcome of readRows(input, profile, { keySecret: 'secret' }))
    if (outcome.kind === 'row') rows.push(outcome)
  return rows
}

async function keysOf(profile: Profile, lines: readonly string[]): Promise<string[]> {
  return (await rowsOf(profile, lines)).map(({ sourceKey }) => sourceKey)
}

const ROSTER = 'nama_penerima;nik;no_kk;tanggal_lahir;no_rekening'

test('a personal key does not depend on the form of its values', async (t) => {
  const keys = await keysOf(bantuUmak, [
    ROSTER,
    'NURDIN JAELANI;1606051106680004;1606051211090012;11/06/1968;0071234567',
    "Nurdin  Jaelani;'1606051106680004;'1606051211090012;1968-06-11;'0071234567",
    ' nurdin jaelani ;1606051106680004.0;1606 0512 1109 0012;11-06-1968;0071234567.0',
    '"NURDIN JAELANI.";"=""1606051106680004""";1606051211090012;11.06.1968;007-1234-567',
    'NURDIN JAELANI;NIK: 1606051106680004;1606051211090012;11 Juni 1968;0071234567',
  ])
  t.equal(keys.length, 5)
  t.equal(new Set(keys).size, 1)
})

test('a personal key depends on what each of its values says', async (t) => {
  const keys = await keysOf(bantuUmak, [
    ROSTER,
    'NURDIN JAELANI;1606051106680004;1606051211090012;11/06/1968;0071234567',
    'NURDIN JAELANI B;1606051106680004;1606051211090012;11/06/1968;0071234567',
    'NURDIN JAELANI;1606051106680005;1606051211090012;11/06/1968;0071234567',
    'NURDIN JAELANI;1606051106680004;1606051211090013;11/06/1968;0071234567',
    'NURDIN JAELANI;1606051106680004;1606051211090012;12/06/1968;0071234567',
    'NURDIN JAELANI;1606051106680004;1606051211090012;11/06/1968;0071234568',
  ])
  t.equal(new Set(keys).size, 6)
})

test('a filler in the place of a NIK makes no key, so the next row key of the profile applies', async (t) => {
  const header = 'NIK;NO_KK;NAMA_LGKP;TGL_LHR'
  const rest = '1606051211090012;NURDIN;11-06-1968'
  const keys = await keysOf(disdukcapil, [
    header,
    ...['', '-', '0', '0000000000000000', 'BELUM ADA'].map((nik) => `${nik};${rest}`),
  ])
  t.equal(new Set(keys).size, 1)
  const [named] = await keysOf(disdukcapil, [header, `1606051106680004;${rest}`])
  t.not(named, keys[0])
})

test('an id of the source keeps its letters, without what a spreadsheet puts around it', async (t) => {
  const header = 'iddtks|nomor_nik|nama'
  const rows = await rowsOf(dtks, [
    header,
    "'DT-00417|1606051106680004|NURDIN",
    'dt-00417|1606051106680004|NURDIN',
    '51207.0|1606051106680004|NURDIN',
    "'1606051106680004|1606051106680004|NURDIN",
  ])
  t.match(
    rows.map(({ sourceKey, isKeyPersonal }) => [sourceKey, isKeyPersonal]),
    [
      ['DT-00417', false],
      ['dt-00417', false],
      ['51207', false],
      [/^[0-9a-f]{32}$/, true],
    ],
  )
})
