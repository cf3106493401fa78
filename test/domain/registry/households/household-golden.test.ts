import { test } from 'tap'
import { goldenArea, goldenKk } from '../../../../src/domain/registry/households/household-golden.js'
import { readClaims } from '../../../../src/domain/registry/households/person-claims.js'
import { KK, LALAN, personOf, SEKAYU, trustOf, type Word } from '../../../support/domain/household-persons.js'

interface Case {
  readonly title: string
  readonly members: Readonly<Record<string, readonly (Word | string)[]>>
  readonly key: string
  readonly kk?: string
  readonly area?: string
}

const CASES: readonly Case[] = [
  {
    title: 'the card under which they are gathered, though one member has a better list',
    members: { father: [`dtsen ${KK.old} KEPALA`], son: [`disdukcapil ${KK.slipOfOld} ANAK`] },
    key: `kk:${KK.old}`,
    kk: KK.old,
  },
  {
    title: 'without a common card that of most of the strongest',
    members: {
      a: [`dtks ${KK.new} ANAK`],
      b: [`dtks ${KK.old} ANAK`],
      c: [`dtks ${KK.old} ANAK`],
    },
    key: 'family:p3ke/1',
    kk: KK.old,
  },
  {
    title: 'the village of most, not of one wrong row',
    members: {
      a: [[`dtsen ${KK.old} KEPALA`, LALAN]],
      b: [[`dtsen ${KK.old} ANAK`, SEKAYU]],
      c: [[`dtsen ${KK.old} ANAK`, SEKAYU]],
    },
    key: `kk:${KK.old}`,
    kk: KK.old,
    area: SEKAYU.village_code,
  },
  {
    title: 'the village of the stronger list, though an older one counts more heads',
    members: {
      a: [[`dtsen ${KK.old} KEPALA`, SEKAYU]],
      b: [[`dtks ${KK.old} ANAK`, LALAN]],
      c: [[`dtks ${KK.old} ANAK`, LALAN]],
    },
    key: `kk:${KK.old}`,
    kk: KK.old,
    area: SEKAYU.village_code,
  },
  {
    title: 'the village of a record that names no family',
    members: { a: [['dtks - ANAK', LALAN]] },
    key: 'record:dtks/a-0',
    area: LALAN.village_code,
  },
]

for (const { title, members, key, kk, area } of CASES) {
  test(`golden values of a household: ${title}`, async (t) => {
    const standings = Object.entries(members).map(([name, words]) => readClaims(personOf(name, ...words), trustOf))
    for (const order of [standings, standings.toReversed()]) {
      t.equal(goldenKk(order, key)?.value, kk)
      t.equal(goldenArea(order)?.value, area)
    }
  })
}
