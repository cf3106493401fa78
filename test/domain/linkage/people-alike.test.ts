import { test } from 'tap'
import type { RawRecord } from '../../../src/domain/linkage/features/raw-record.js'
import { linkTable } from '../../../src/domain/linkage/link.js'
import { PairScorer } from '../../../src/domain/linkage/scoring/score.js'
import { BUILT_IN, tableOf } from '../../support/domain/built-in-table.js'

/** Whether the machine makes one person of the first two records. */
function areJoined(records: readonly RawRecord[]): boolean {
  const { clusterOf } = linkTable(tableOf(records), BUILT_IN, (i, j) => i < j)
  return clusterOf[0] === clusterOf[1]
}

const VILLAGE = { village_code: '33.05.07.2004' }

/** Two records of two lists, by what they have in common and what each has of its own. */
function two(common: RawRecord, first: RawRecord, second: RawRecord): RawRecord[] {
  return [
    { ...VILLAGE, ...common, ...first, source: first.source ?? 'register' },
    { ...VILLAGE, ...common, ...second, source: second.source ?? 'roster' },
  ]
}

type Case = readonly [why: string, records: readonly RawRecord[]]

const NURUL = { name: 'NURUL HIDAYAH', sex: 'P', dob: '1959-12-31' }
const SUMARDI = { name: 'SUMARDI', sex: 'L', dob: '1948-12-31' }
const DARTO = { name: 'DARTO', sex: 'L' }
const KASINAH = { name: 'KASINAH', sex: 'P', kk: '3305070101090005' }

const TWO_PERSONS: readonly Case[] = [
  [
    'an everyday name on a default date, two valid NIKs, two cards',
    two(
      NURUL,
      { nik: '3305077112590012', kk: '3305070202090014' },
      { nik: '3305077112590207', kk: '3305070709140031' },
    ),
  ],
  [
    'an everyday name on a default date, two NIKs of two districts',
    two(NURUL, { nik: '3305077112590012' }, { nik: '3305097112590003' }),
  ],
  [
    'high serials one digit apart on a default date',
    two(SUMARDI, { nik: '3305073112480163' }, { nik: '3305073112480169' }),
  ],
  ['high serials with swapped digits', two(SUMARDI, { nik: '3305073112480318' }, { nik: '3305073112480138' })],
  [
    'a mother and her daughter of one name, born on one day of the year',
    two(
      KASINAH,
      { nik: '3305074903550001', dob: '1955-03-09', shdk: 'ISTRI' },
      { nik: '3305074903850001', dob: '1985-03-09', shdk: 'ANAK' },
    ),
  ],
  [
    'neighbours of one name, born ten years apart to the day',
    two(DARTO, { nik: '3305071204630001', dob: '1963-04-12' }, { nik: '3305071204730001', dob: '1973-04-12' }),
  ],
  [
    'neighbours of one name, born four days apart',
    two(DARTO, { nik: '3305071204630001', dob: '1963-04-12' }, { nik: '3305071604630001', dob: '1963-04-16' }),
  ],
  [
    'cards that one office issued one after the other, and two mothers',
    two(
      { name: 'RATNA SARI', dob: '1999-01-01', sex: 'P', shdk: 'ANAK' },
      { kk: '3305071103150044', mother_name: 'TUKINEM' },
      { kk: '3305071103150045', mother_name: 'WAGINAH' },
    ),
  ],
  [
    'neighbouring cards, one birth date, two mothers',
    two(
      { dob: '1999-04-17', sex: 'P', shdk: 'ANAK' },
      { name: 'RATNA SARI', kk: '3305071103150044', mother_name: 'TUKINEM' },
      { name: 'RATNA SARIE', kk: '3305071103150045', mother_name: 'WAGINAH' },
    ),
  ],
  [
    'one list that names two, with two cards in two hamlets',
    two(
      { name: 'SRI MULYANI', dob: '1960-07-01', sex: 'P' },
      { source: 'roster', kk: '3305071103150044', address: 'DUSUN II', rt: '002' },
      { source: 'roster', kk: '3305072209080017', address: 'DUSUN V', rt: '014' },
    ),
  ],
  [
    'one NIK beside two entirely different names',
    two({ nik: '3305071204630001', dob: '1963-04-12', sex: 'L' }, { name: 'DARTO' }, { name: 'IMAM SUBEKTI' }),
  ],
  [
    'one NIK beside two names, two cards and two mothers',
    two(
      { nik: '3305071204630001', dob: '1963-04-12', sex: 'L' },
      { name: 'DARTO', kk: '3305071103150044', mother_name: 'TUKINEM' },
      { name: 'IMAM SUBEKTI', kk: '3305072209080017', mother_name: 'WAGINAH' },
    ),
  ],
  [
    'no NIK, no date: a name, a village and a birthplace',
    two({ name: 'DJOEWARIAH PRASETYANINGRUM WULAN', sex: 'P', birthplace: 'KEBUMEN', shdk: 'ISTRI' }, {}, {}),
  ],
  [
    'a clan of the place and a common first name, without NIK and date',
    two({ name: 'JONNY SINAGA', village_code: '12.08.03.2007', sex: 'L', shdk: 'KEPALA KELUARGA' }, {}, {}),
  ],
  ['two fathers', two({ dob: '1970-07-01', sex: 'L' }, { name: 'MUSTOFA BIN SALEH' }, { name: 'MUSTOFA BIN HARUN' })],
  [
    'another sex, where only name, date and village agree',
    two({ name: 'EKA PRATIWI', dob: '1990-02-11' }, { sex: 'L' }, { sex: 'P' }),
  ],
]

for (const [why, records] of TWO_PERSONS) {
  test(`two persons, or a conflict: ${why}`, async (t) => {
    t.notOk(areJoined(records))
    t.notOk(areJoined(records.toReversed()))
  })
}

const WARSITO = { name: 'WARSITO HADI', nik: '3305071204630001', sex: 'L' }

const ONE_PERSON: readonly Case[] = [
  [
    'a NIK, and a birth date that another date system put four years off',
    two(WARSITO, { dob: '1963-04-12' }, { dob: '1967-04-13' }),
  ],
  ['a NIK, and a birth date that was typed wrongly', two(WARSITO, { dob: '1963-04-12' }, { dob: '1936-11-20' })],
  [
    'the other name by which a person is known',
    two({ dob: '1975-09-30', sex: 'L' }, { name: 'HENDRA GUNAWAN ALIAS LIM KOK SENG' }, { name: 'LIM KOK SENG' }),
  ],
  [
    'both names, the other way round',
    two(
      { dob: '1975-09-30', sex: 'L' },
      { name: 'HENDRA GUNAWAN / LIM KOK SENG' },
      { name: 'LIM KOK SENG (HENDRA GUNAWAN)' },
    ),
  ],
  ['one father', two({ dob: '1970-03-14', sex: 'L' }, { name: 'MUSTOFA BIN SALEH' }, { name: 'MUSTAFA B. SALEH' })],
  [
    'a sex that was typed wrongly, in one family on one card',
    [
      ...two(
        { name: 'EKA PRATIWI', dob: '1990-02-11', kk: '3305071103150044', mother_name: 'TUKINEM' },
        { sex: 'L' },
        { sex: 'P' },
      ),
    ],
  ],
  [
    'one name as heard by two clerks',
    two({ dob: '1961-08-25', sex: 'L', kk: '3305071103150044' }, { name: 'SUROSO' }, { name: 'SOROSO' }),
  ],
]

for (const [why, records] of ONE_PERSON) {
  test(`one person: ${why}`, async (t) => {
    t.ok(areJoined(records))
    t.ok(areJoined(records.toReversed()))
  })
}

test('a father and a son of one name are told apart by a list that names both', async (t) => {
  const card = { ...VILLAGE, kk: '3305070101090005', sex: 'L' }
  const [father, son] = [
    { ...card, name: 'ABD. ROZAK', dob: '1950-06-15' },
    { ...card, name: 'ABD. ROZAK', dob: '1980-06-15' },
  ]
  const { clusterOf } = linkTable(
    tableOf([
      { ...father, source: 'register', nik: '3305071506500001', shdk: 'KEPALA KELUARGA' },
      { ...son, source: 'register', nik: '3305071506800001', shdk: 'ANAK' },
      { ...father, source: 'roster', name: 'ABDUL ROZAQ', dob: '15-06-50' },
      { ...son, source: 'roster', name: 'ABDUL ROZAQ', dob: '15-06-80' },
    ]),
    BUILT_IN,
    (i, j) => i < j,
  )
  t.equal(clusterOf[0], clusterOf[2])
  t.equal(clusterOf[1], clusterOf[3])
  t.not(clusterOf[0], clusterOf[1])
})

test('a name written as one word is not rarer than its parts suggest', async (t) => {
  const weightOf = (name: string): number => {
    const scorer = new PairScorer(
      BUILT_IN,
      tableOf([
        { name, source: 'a' },
        { name, source: 'b' },
      ]),
    )
    scorer.score(0, 1)
    return scorer.weights[BUILT_IN.comparisons.findIndex((comparison) => comparison.name === 'name')] ?? 0
  }
  for (const name of ['NURHAYATI', 'NUR HAYATI', 'SITI AMINAH', 'SRI WAHYUNI']) {
    t.ok(
      Math.abs(weightOf(name) - weightOf('SULASTRI')) < 2,
      `${name} ${weightOf(name)} SULASTRI ${weightOf('SULASTRI')}`,
    )
  }
  t.ok(weightOf('SITI DJOEWARIAH') > weightOf('SITI AMINAH'))
})
