import { test } from 'tap'
import {
  AUTHORITY,
  DEFAULT_TRUST,
  trustBySource,
  type TrustField,
} from '../../../../src/domain/registry/records/trust.js'
import { PROFILES } from '../../../../src/profiles/built-in/profiles.js'
import { Profile } from '../../../../src/profiles/schema/profile.js'

const trustOf = trustBySource(new Map(PROFILES.map(({ code, trust }) => [code, trust ?? {}])))

test('the default trust is the same for all sources and fields', async (t) => {
  t.equal(trustOf('canonical', 'name'), DEFAULT_TRUST)
  t.equal(trustOf('unknown', 'name'), DEFAULT_TRUST)
})

const IDENTITY_FIELDS: readonly TrustField[] = ['name', 'nik', 'birth_date', 'sex', 'deceased']

test('the civil register is most trusted for identity, the national database second', async (t) => {
  const others = PROFILES.map(({ code }) => code).filter((code) => code !== 'disdukcapil' && code !== 'dtsen')
  for (const field of IDENTITY_FIELDS) {
    t.ok(trustOf('disdukcapil', field) >= AUTHORITY, field)
    t.ok(trustOf('dtsen', field) < AUTHORITY, field)
    if (field === 'deceased') continue
    for (const other of others) t.ok(trustOf('dtsen', field) > trustOf(other, field), `${field} ${other}`)
  }
  t.ok(PROFILES.every(({ code }) => code === 'dtsen' || trustOf(code, 'desil') < trustOf('dtsen', 'desil')))
})

test('an invalid trust is refused', async (t) => {
  const [profile] = PROFILES
  for (const trust of [{ name: 101 }, { name: -1 }, { name: 0.5 }, { colour: 50 }])
    t.notOk(Profile.safeParse({ ...profile, trust }).success, JSON.stringify(trust))
  t.ok(Profile.safeParse({ ...profile, trust: { name: 0, house: 100 } }).success)
})
