import fc from 'fast-check'
import { test } from 'tap'
import { continueIds, type Predecessor, reviveIds } from '../../../../src/domain/registry/id-continuity/continuity.js'

/** A person of that age; the members joined in the order of the array. */
function person(id: string, members: readonly string[], year = 2026): Predecessor {
  const createdAt = new Date(Date.UTC(year, 0, 1))
  const joined = new Map(members.map((member, at) => [member, [createdAt.getTime() + at]]))
  return { id, createdAt, members, joined }
}

test('after a split the id stays with the part that holds most members', (t) => {
  t.same(continueIds([person('A', ['1', '2', '3'])], [['1'], ['2', '3']]), { ids: [undefined, 'A'], ended: [] })
  t.same(continueIds([person('A', ['1', '2', '3'])], [['3'], ['2', '4', '5'], ['1', '6']]).ids[1], undefined)
  t.end()
})

test('among parts of equal size the id stays with the oldest member, in any order', (t) => {
  const standing = [person('A', ['1', '2', '3', '4'])]
  t.same(
    continueIds(standing, [
      ['4', '1'],
      ['2', '3'],
    ]).ids,
    ['A', undefined],
  )
  t.same(
    continueIds(standing, [
      ['2', '3'],
      ['4', '1'],
    ]).ids,
    [undefined, 'A'],
  )
  const ofOneAge = [{ ...person('A', ['1', '2']), joined: undefined }]
  t.same(continueIds(ofOneAge, [['2'], ['1']]).ids, ['A', undefined])
  t.end()
})

test('among members that joined last at the same time, those with an earlier membership are older', (t) => {
  const ofTimes = (times: Readonly<Record<string, readonly number[]>>): Predecessor => ({
    ...person('A', Object.keys(times)),
    joined: new Map(Object.entries(times)),
  })
  t.same(continueIds([ofTimes({ 1: [7], 2: [7, 3] })], [['1'], ['2']]).ids, [undefined, 'A'])
  t.same(continueIds([ofTimes({ 1: [7, 5, 1], 2: [7, 3] })], [['1'], ['2']]).ids, [undefined, 'A'])
  t.same(continueIds([ofTimes({ 1: [6], 2: [7, 3] })], [['1'], ['2']]).ids, ['A', undefined])
  t.end()
})

test('of several ids a group keeps the one with most members, then the oldest, then the lesser id', (t) => {
  t.same(continueIds([person('A', ['1'], 2020), person('B', ['2', '3'])], [['1', '2', '3']]), {
    ids: ['B'],
    ended: [{ id: 'A', successors: [0] }],
  })
  t.same(continueIds([person('A', ['1'], 2021), person('B', ['2'], 2020)], [['1', '2']]).ids, ['B'])
  t.same(continueIds([person('B', ['1']), person('A', ['2'])], [['1', '2']]).ids, ['A'])
  t.end()
})

test('of several ids with equal shares a group keeps the one whose members are undivided', (t) => {
  const substituted = { ...person('A', ['1'], 2020), substitutes: new Set(['1']) }
  t.same(continueIds([substituted, person('B', ['1'])], [['1']]).ids, ['B'])
  t.same(continueIds([{ ...substituted, members: ['1', '2'] }, person('B', ['1'])], [['1', '2']]).ids, ['A'])
  t.end()
})

test('an id that no group keeps ends, with the holders of its members as successors, largest share first', (t) => {
  const standing = [person('A', ['1', '2', '3']), person('B', ['4', '5', '6', '7']), person('C', ['8', '9'])]
  t.same(
    continueIds(standing, [
      ['1', '8', '9'],
      ['2', '3', '4', '5', '6', '7'],
    ]),
    {
      ids: ['C', 'B'],
      ended: [{ id: 'A', successors: [1, 0] }],
    },
  )
  t.same(continueIds([person('A', ['1'])], []), { ids: [], ended: [{ id: 'A', successors: [] }] })
  t.end()
})

test('an ended id returns with the group that holds most of its last members', (t) => {
  const groups = [
    { id: 'A', members: ['1', '4'] },
    { id: undefined, members: ['2', '3', '5'] },
  ]
  t.same([...reviveIds([person('B', ['2', '3', '4'])], groups).ids], [[1, 'B']])
  t.same([...reviveIds([person('B', ['gone', '3'])], groups).ids], [[1, 'B']], 'of those who are left')
  t.same([...reviveIds([person('B', ['2', '1', '4'])], groups).holders], [['B', 0]], 'most of it is with A')
  t.same(reviveIds([person('B', ['gone'])], groups), { ids: new Map(), holders: new Map() })
  t.end()
})

test('among equal parts an ended id returns with the oldest, and stays ended where none is older', (t) => {
  const groups = [
    { id: undefined, members: ['2'] },
    { id: 'A', members: ['1'] },
  ]
  t.same([...reviveIds([person('B', ['2', '1'])], groups).ids], [[0, 'B']])
  t.same([...reviveIds([person('B', ['1', '2'])], groups).holders], [['B', 1]])
  t.same([...reviveIds([{ ...person('B', ['1', '2']), joined: undefined }], groups).holders], [['B', 1]])
  t.end()
})

test('of several ended ids that claim one group one returns, and the others lead to it', (t) => {
  const ended = [person('B', ['1']), person('C', ['2', '3']), person('D', ['4', '5'], 2020), person('E', ['6'], 2019)]
  const { ids, holders } = reviveIds(ended, [{ id: undefined, members: ['1', '2', '3', '4', '5', '6'] }])
  t.same([...ids], [[0, 'D']], 'the one with most members in it, then the oldest')
  t.same(
    new Map(holders),
    new Map([
      ['C', 0],
      ['B', 0],
      ['E', 0],
    ]),
  )
  t.end()
})

/** Members 0 to 11, each with one of up to four owners, or with none. */
const dealt = fc
  .array(fc.option(fc.nat(3), { nil: undefined }), { minLength: 12, maxLength: 12 })
  .map((owners) => [0, 1, 2, 3].map((owner) => owners.flatMap((of, member) => (of === owner ? [String(member)] : []))))

test('each id belongs to one group only, and every former id of members is live or has successors', (t) => {
  const pasts = fc.tuple(dealt, dealt, dealt)
  fc.assert(
    fc.property(pasts, ([standing, past, now]) => {
      const before = standing.flatMap((members, at) => (members.length === 0 ? [] : [person(`live ${at}`, members)]))
      const gone = past.flatMap((members, at) => (members.length === 0 ? [] : [person(`ended ${at}`, members)]))
      const after = now.filter((members) => members.length > 0)
      const { ids, ended } = continueIds(before, after)
      const returns = reviveIds(
        gone,
        after.map((members, place) => ({ id: ids[place], members })),
      )
      const given = [...ids.filter((id) => id !== undefined), ...returns.ids.values()]
      const stays = [...given, ...ended.map(({ id }) => id)].filter((id) => id.startsWith('live')).sort()
      const led = new Set([...returns.ids.values(), ...returns.holders.keys()])
      const isThere = (member: string): boolean => after.some((members) => members.includes(member))
      return (
        new Set(given).size === given.length &&
        [...returns.ids.keys()].every((place) => ids[place] === undefined) &&
        stays.join() === before.map(({ id }) => id).join() &&
        gone.every(({ id, members }) => led.has(id) === members.some(isThere))
      )
    }),
  )
  t.end()
})
