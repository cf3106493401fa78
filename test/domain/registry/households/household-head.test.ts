import { test } from 'tap'
import { chooseHead, relationOf } from '../../../../src/domain/registry/households/household-head.js'
import { readClaims } from '../../../../src/domain/registry/households/person-claims.js'
import { KK, personOf, trustOf, type Word } from '../../../support/domain/household-persons.js'

const CASES: readonly { title: string; members: Readonly<Record<string, readonly (Word | string)[]>>; head: string }[] =
  [
    {
      title: 'the head of the best list, though an older one names another',
      members: {
        father: [`dtks ${KK.old} KEPALA KELUARGA`],
        mother: [`dtsen ${KK.new} KEPALA KELUARGA`, `dtks ${KK.old} ISTRI`],
      },
      head: 'mother',
    },
    {
      title: 'the wife, if no member is head',
      members: { mother: [`dtks ${KK.old} ISTRI`], child: [`dtks ${KK.old} ANAK`] },
      head: 'mother',
    },
    {
      title: 'the elder of two children',
      members: {
        young: [[`dtks ${KK.old} ANAK`, { dob: '2010-01-01' }]],
        old: [[`dtks ${KK.old} ANAK`, { dob: '2001-01-01' }]],
        unknown: [[`dtks ${KK.old} ANAK`, { dob: '1/1/80' }]],
      },
      head: 'old',
    },
    {
      title: 'the first by source and key of equals',
      members: { b: [`dtks ${KK.old} ANAK`], a: [`dtks ${KK.old} ANAK`] },
      head: 'a',
    },
    {
      title: 'a relative before a servant',
      members: { servant: [`dtks ${KK.old} PEMBANTU`], uncle: [`dtks ${KK.old} FAMILI LAIN`] },
      head: 'uncle',
    },
    {
      title: 'the head of a list without a family number, when no other list names one',
      members: { mother: ['dtks - KEPALA KELUARGA'], son: [`dtsen ${KK.old} ANAK`] },
      head: 'mother',
    },
  ]

for (const { title, members, head } of CASES) {
  test(`the head of household is ${title}`, async (t) => {
    const standings = Object.entries(members).map(([key, words]) => readClaims(personOf(key, ...words), trustOf))
    t.equal(chooseHead(standings)?.key, head)
    t.equal(chooseHead(standings.toReversed())?.key, head)
  })
}

test('a household without members has no head', async (t) => {
  t.equal(chooseHead([]), undefined)
})

test('a relation is that of the most trusted source that has one', async (t) => {
  const person = personOf('person', `disdukcapil ${KK.old}`, `dtks ${KK.old} ANAK`, `dtsen ${KK.old} MENANTU`)
  t.equal(relationOf(readClaims(person, trustOf)), 'child_in_law')
})
