import { test } from 'tap'
import { dtks } from '../../../src/profiles/built-in/dtks.js'
import { Profile } from '../../../src/profiles/schema/profile.js'
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
