import { test } from 'tap'
import { createAreaRegister } from '../../../src/domain/identity/areas/area.js'
import { dtsen } from '../../../src/profiles/built-in/dtsen.js'
import type { BatchForm, ReadOptions, ReadRow } from '../../../src/profiles/reading/read-rows.js'
import { detectAreaScheme } from '../../../src/profiles/reading/area-scheme.js'
import { readAll } from '../../support/profiles/read-all.js'

/** An invented regency: in Kemendagri 77.01 with districts 01 to 03, in BPS 7705 with 010, 011 and 020. */
const DATA = {
  provinces: [{ code: '77', name: 'Provinsi' }],
  regencies: [{ code: '77.01', name: 'Kabupaten Contoh' }],
  districts: ['77.01.01', '77.01.02', '77.01.03'].map((code) => ({ code, name: `Kecamatan ${code}` })),
  villages: [{ code: '77.01.01.2001', name: 'Suka Maju' }],
}
const BRIDGE = [
  { bps: '77', kemendagri: '77' },
  { bps: '7705', kemendagri: '77.01' },
  { bps: '7705010', kemendagri: '77.01.01' },
  { bps: '7705011', kemendagri: '77.01.02' },
  { bps: '7705020', kemendagri: '77.01.03' },
  { bps: '7705010001', kemendagri: '77.01.01.2001' },
  { bps: '7701', kemendagri: '77.09' },
]
const plain = createAreaRegister(DATA)
const bridged = createAreaRegister({ ...DATA, bridge: BRIDGE })

const KEMENDAGRI = Array.from({ length: 12 }, (_, at) => `770101${2001 + at}`)
const BPS = Array.from({ length: 12 }, (_, at) => `77050100${String(at + 1).padStart(2, '0')}`)

const DECISIONS = [
  ['nothing to go by', [], 'bps', bridged, 'bps'],
  ['no register', KEMENDAGRI, 'bps', undefined, 'bps'],
  ['codes as declared', BPS, 'bps', bridged, 'bps'],
  ['codes as declared, no bridge to know them by', BPS, 'bps', plain, 'bps'],
  ['Kemendagri codes in a source declared to have BPS codes', KEMENDAGRI, 'bps', plain, 'kemendagri'],
  ['the same few, with a bridge that refutes BPS', KEMENDAGRI.slice(0, 2), 'bps', bridged, 'kemendagri'],
  ['the same few, with nothing that refutes BPS', KEMENDAGRI.slice(0, 2), 'bps', plain, 'bps'],
  ['BPS codes in a source declared to have Kemendagri codes', BPS, 'kemendagri', bridged, 'bps'],
  ['both mixed', [...BPS, ...KEMENDAGRI], 'bps', bridged, 'bps'],
  ['codes of nowhere', ['9999999999'], 'bps', bridged, 'bps'],
] as const

test('the scheme of the profile holds until nearly all codes fit the other scheme', async (t) => {
  for (const [what, codes, declared, register, scheme] of DECISIONS)
    t.equal(detectAreaScheme(codes, declared, register), scheme, what)
})

function fileOf(codes: readonly string[]): string {
  const rows = codes.map((code, at) => `${at}|-|1606111609140001|SITI|${code}\n`)
  return `id_individu|nik|nomor_kartu_keluarga|nama|kode_desa\n${rows.join('')}`
}

async function villages(codes: readonly string[], options: ReadOptions): Promise<string[]> {
  return (await readAll(fileOf(codes), dtsen, options)).map((outcome) => (outcome as ReadRow).record.village_code)
}

test('dots always decide the scheme of a village code, and the bridge translates it to Kemendagri', async (t) => {
  const [code] = BPS
  t.same(await villages([code!], {}), ['77.05.010.001'], 'no register')
  t.same(await villages([code!], { register: bridged }), ['77.01.01.2001'])
  t.same(await villages(['7701012001'], { areaScheme: 'kemendagri' }), ['77.01.01.2001'], 'the setting of the source')
  t.same(await villages(['77.01.01.2001'], {}), ['77.01.01.2001'], 'dots identify the scheme')
  t.same(await villages(['belum ada', ''], {}), ['belum ada', ''], 'as it stands when it is no code')
})

test('the outcome names the origin of the area scheme', async (t) => {
  const schemeOf = async (codes: readonly string[], options: ReadOptions) => {
    const form: BatchForm = {}
    await villages(codes, { ...options, form })
    return form.areas
  }
  t.match(await schemeOf(KEMENDAGRI, { register: plain }), { scheme: 'kemendagri', origin: 'codes', codes: KEMENDAGRI })
  t.match(await schemeOf(BPS, { register: plain }), { scheme: 'bps', origin: 'profile', codes: BPS })
  t.same(await schemeOf(KEMENDAGRI, { register: plain, areaScheme: 'bps' }), { scheme: 'bps', origin: 'source' })
})

test('a kept scheme holds whatever the codes of a file look like, and the outcome says that they differ', async (t) => {
  const form: BatchForm = {}
  const read = await villages(KEMENDAGRI, { register: plain, keptScheme: 'bps', form })
  t.equal(read[0], '77.01.012.001')
  t.match(form.reading, {
    areas: { scheme: 'bps', origin: 'kept' },
    warnings: [{ code: 'AREA_SCHEME_DIFFERS' }],
  })
  const same: BatchForm = {}
  await villages(BPS, { register: plain, keptScheme: 'bps', form: same })
  t.notOk(same.reading?.warnings.some(({ code }) => code === 'AREA_SCHEME_DIFFERS'))
})

test('rows before the scheme is decided are read in it too', async (t) => {
  const read = await villages([...KEMENDAGRI, ...KEMENDAGRI], { register: plain })
  t.ok(read.every((code) => code.startsWith('77.01.01.2')))
})
