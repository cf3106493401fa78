import { test } from 'tap'
import { dtks } from '../../../src/profiles/built-in/dtks.js'
import { Profile, type Target } from '../../../src/profiles/schema/profile.js'
import { findTargetColumns, normaliseColumnName } from '../../../src/profiles/reading/target-row.js'
import { PROFILES } from '../../../src/profiles/built-in/profiles.js'

test('a profile is data: it is the same after being written as JSON', async (t) => {
  for (const profile of PROFILES) t.same(Profile.parse(JSON.parse(JSON.stringify(profile))), profile, profile.code)
})

test('the built-in profiles have the codes of the contract', async (t) => {
  const codes = ['dtks', 'p3ke', 'dtsen', 'disdukcapil', 'bantu-umak', 'muba-survei', 'sibangkit', 'canonical']
  t.same(
    PROFILES.map(({ code }) => code),
    codes,
  )
})

test('every required field of a profile version has a column', async (t) => {
  for (const { code, variants } of PROFILES) {
    for (const variant of variants) {
      const targets = new Set(variant.columns.map(({ to }) => to))
      t.same(
        variant.required.filter((target) => !targets.has(target)),
        [],
        `${code} ${variant.code}`,
      )
    }
  }
})

/** Spellings of columns by profile, with the field that each fills. */
const SPELLED: readonly (readonly [code: string, names: Readonly<Record<string, string>>])[] = [
  [
    'dtks',
    {
      'Tgl. Lahir ART': 'dob',
      'JNS KELAMIN': 'sex',
      'Hub. KRT': 'shdk',
      HUBKEL: 'shdk',
      'No. KTP': 'nik',
      'Nm Ibu Kandung': 'mother_name',
      'Tmpt Lahir': 'birthplace',
      'Desa/Kel.': 'village_name',
    },
  ],
  ['bantu-umak', { 'NAMA KPM': 'name', 'TGL LHR (HH/BB/TTTT)': 'dob', 'L/P': 'sex', 'No. Rek.': 'account', KK: 'kk' }],
  [
    'disdukcapil',
    { 'No. Kartu Keluarga': 'kk', Jenkel: 'sex', 'Hub. dgn Kepala Keluarga': 'shdk', Kec: 'district_name' },
  ],
  ['dtsen', { 'No KK': 'kk', 'Nama ART': 'name', 'Tgl Lahir': 'dob', 'No. WA': 'phone' }],
  ['p3ke', { 'Tgl Lahir': 'dob', 'Hub Keluarga': 'shdk', Desa: 'village_name', 'Prov.': 'province_name' }],
]

/** Names that mean something else, or several things: they stay unknown. */
const AMBIGUOUS = ['Kode', 'Nomor', 'Tanggal', 'NIK Ibu', 'Nama Suami', 'Tgl Lahir Ibu', 'Kel', 'Lahir']

test('columns are known in the spellings of offices', async (t) => {
  for (const [code, names] of SPELLED) {
    const [variant] = PROFILES.find((profile) => profile.code === code)?.variants ?? []
    for (const [name, target] of Object.entries(names)) {
      const found = findTargetColumns([name], variant?.columns ?? [])
      t.same([...found.keys()], [target], `${code}: ${name}`)
    }
    for (const name of AMBIGUOUS) t.equal(findTargetColumns([name], variant?.columns ?? []).size, 0, `${code}: ${name}`)
  }
})

test('a spelling never makes a column of one field that of another one', async (t) => {
  for (const { code, columns } of PROFILES.flatMap(({ variants }) => variants)) {
    const targets = new Map<string, Target>()
    const named = columns.flatMap(({ names, to }) => names.map((name) => ({ key: normaliseColumnName(name), to })))
    for (const { key, to } of named) {
      t.ok((targets.get(key) ?? to) === to, `${code}: ${key}`)
      targets.set(key, to)
    }
  }
})

const REFUSED: readonly (readonly [why: string, change: object])[] = [
  ['an unknown target', { variants: [{ ...dtks.variants[0], columns: [{ names: ['x'], to: 'nonsense' }] }] }],
  ['no version', { variants: [] }],
  ['no key', { key: [] }],
  ['an unknown separator', { separator: 'x' }],
  ['an unknown scheme of areas', { areaScheme: 'dagri' }],
  ['a field that no profile has', { colour: 'red' }],
  ['a code that is no code', { code: 'My List' }],
]

test('a document that is not a profile is refused', async (t) => {
  t.ok(Profile.safeParse(dtks).success)
  for (const [why, change] of REFUSED) t.notOk(Profile.safeParse({ ...dtks, ...change }).success, why)
})
