import { deepStrictEqual, ok, strictEqual } from 'node:assert'
import fc from 'fast-check'
import { test } from 'tap'
import {
  deriveHouseholds,
  formAllHouseholds,
  householdKeys,
} from '../../../../src/domain/registry/households/household-derivation.js'
import type { FormedHouseholds } from '../../../../src/domain/registry/households/household.js'
import {
  HouseholdJudgements,
  type HouseholdPairJudgement,
} from '../../../../src/domain/registry/households/household-judgement.js'
import type { HouseholdKey } from '../../../../src/domain/registry/households/household-key.js'
import { influencedBy } from '../../../../src/domain/registry/households/household-influence.js'
import {
  readClaims,
  familiesOfRecord,
  type HouseholdPerson,
} from '../../../../src/domain/registry/households/person-claims.js'
import type { RegistryRecord } from '../../../../src/domain/registry/records/registry-record.js'
import { KK, recordOf, trustOf } from '../../../support/domain/household-persons.js'

/** Few numbers, some a slip apart, and few relations, so that families meet, part and contradict one another. */
const record = fc.record({
  source: fc.constantFrom('disdukcapil', 'dtsen', 'p3ke', 'dtks', 'sibangkit'),
  kk: fc.constantFrom(...Object.values(KK), KK.old.slice(0, 15), '-', 'ref:1', 'ref:2'),
  relation: fc.constantFrom('KEPALA KELUARGA', 'ISTRI', 'ANAK', 'ANAK', 'MENANTU', ''),
  village: fc.constantFrom('', '16.99.01.2001', '16.99.02.2002', '16.99.010.001'),
  isDead: fc.nat(9).map((number) => number === 0),
  person: fc.nat(11),
})
type DrawnRecord = typeof record extends fc.Arbitrary<infer Drawn> ? Drawn : never
/** By place, so that a record keeps its key when others go; an absent one has been withdrawn. */
type DrawnRecords = readonly (DrawnRecord | undefined)[]

const judgement: fc.Arbitrary<HouseholdPairJudgement> = fc
  .record({
    verdict: fc.constantFrom<HouseholdPairJudgement['verdict']>('same', 'different'),
    persons: fc.tuple(fc.nat(11), fc.nat(11)).filter(([a, b]) => a !== b),
  })
  .map(({ verdict, persons: [a, b] }) => ({ verdict, persons: [`person-${a}`, `person-${b}`] }))

interface Input {
  readonly persons: readonly HouseholdPerson[]
  readonly judgements: readonly HouseholdPairJudgement[]
}

function inputOf(drawn: DrawnRecords, judgements: readonly HouseholdPairJudgement[]): Input {
  const records = new Map<string, RegistryRecord[]>()
  drawn.forEach((made, at) => {
    if (made === undefined) return
    const { source, kk, relation, village, isDead, person } = made
    const facts = isDead ? { status: 'MATI' } : {}
    const own = recordOf(String(at), [`${source} ${kk} ${relation}`, { village_code: village }, facts])
    const key = `person-${person}`
    records.set(key, [...(records.get(key) ?? []), own])
  })
  return { persons: [...records].map(([key, own]) => ({ key, records: own })), judgements }
}

const drawnRecords = fc.array(record, { minLength: 1, maxLength: 30 })
const judgements = fc.array(judgement, { maxLength: 4 })

function derive({ persons, judgements: verdicts }: Input): FormedHouseholds {
  return deriveHouseholds(persons, { trustOf, judgements: verdicts })
}

test('households do not depend on the order of persons, records and judgements', async () => {
  const inputAndShuffle = fc.tuple(drawnRecords, judgements).chain(([drawn, verdicts]) => {
    const input = inputOf(drawn, verdicts)
    const persons = fc.shuffledSubarray([...input.persons], { minLength: input.persons.length })
    const order = fc.shuffledSubarray([...verdicts], { minLength: verdicts.length })
    return fc.tuple(fc.constant(input), persons, order)
  })
  fc.assert(
    fc.property(inputAndShuffle, ([input, persons, order]) => {
      const turned = persons.map(({ key, records }) => ({ key, records: [...records].reverse() }))
      const again = derive({ persons: turned, judgements: order })
      return JSON.stringify(again) === JSON.stringify(derive(input))
    }),
    { numRuns: 500 },
  )
})

test('every living person is in one household, and each household has one member as its head', async () => {
  fc.assert(
    fc.property(drawnRecords, judgements, (drawn, verdicts) => {
      const input = inputOf(drawn, verdicts)
      const { households } = derive(input)
      const members = households.flatMap((household) => household.members.map(({ person }) => person))
      const all = [...members, ...households.flatMap(({ deceased }) => deceased)]
      const living = input.persons.filter((person) => !readClaims(person, trustOf).deceased).map(({ key }) => key)
      deepStrictEqual(members.toSorted(), living.toSorted())
      strictEqual(new Set(all).size, all.length, 'no person is in two')
      strictEqual(new Set(households.map(({ key }) => key)).size, households.length, 'no two households have one key')
      for (const { head, members: own } of households) ok(own.some(({ person }) => person === head))
    }),
    { numRuns: 200 },
  )
})

test('a judgement that no other contradicts holds', async () => {
  fc.assert(
    fc.property(drawnRecords, judgement, (drawn, verdict) => {
      const { households } = derive(inputOf(drawn, [verdict]))
      const homes = verdict.persons.map((person) =>
        households.findIndex(({ members }) => members.some((member) => member.person === person)),
      )
      if (homes.includes(-1)) return // absent or dead
      strictEqual(homes[0] === homes[1], verdict.verdict === 'same')
    }),
    { numRuns: 500 },
  )
})

/** What the registry keeps between changes: the key found for each person. */
type KeptKeys = ReadonlyMap<string, HouseholdKey>

function keysOf({ persons, judgements: verdicts }: Input): KeptKeys {
  const standings = persons.map((person) => readClaims(person, trustOf))
  return householdKeys(standings, standings, new HouseholdJudgements(verdicts))
}

function familiesOf({ persons }: Input, key: string): ReadonlySet<string> {
  const records = persons.find((person) => person.key === key)?.records ?? []
  return new Set(records.flatMap((own) => familiesOfRecord(own)))
}

function coMembersIn(input: Input, families: ReadonlySet<string>): readonly string[] {
  const keys = input.persons.map(({ key }) => key)
  return keys.filter((key) => [...familiesOf(input, key)].some((family) => families.has(family)))
}

/** The persons with changed records or judgements. */
function changedBetween(before: Input, after: Input): readonly string[] {
  const contentOf = ({ persons, judgements: verdicts }: Input, key: string): string =>
    JSON.stringify([
      persons.find((person) => person.key === key)?.records ?? [],
      verdicts.filter((verdict) => verdict.persons.includes(key)),
    ])
  const keys = new Set([...before.persons, ...after.persons].map(({ key }) => key))
  const named = [...before.judgements, ...after.judgements].flatMap(({ persons }) => persons)
  return [...new Set([...keys, ...named])].filter((key) => contentOf(before, key) !== contentOf(after, key))
}

/** The registry's way: only the influenced are keyed anew, from themselves and their co-members. */
function rekey(before: Input, after: Input, kept: KeptKeys): { keys: KeptKeys; touched: ReadonlySet<string> } {
  const verdicts = new HouseholdJudgements(after.judgements)
  const changed = changedBetween(before, after)
  const coMembersOf = (key: string): readonly string[] =>
    [before, after].flatMap((input) =>
      coMembersIn(input, new Set([...familiesOf(before, key), ...familiesOf(after, key)])),
    )
  const influenced = influencedBy(changed, coMembersOf, verdicts)
  const loaded = new Set([...influenced].flatMap((key) => [key, ...coMembersIn(after, familiesOf(after, key))]))
  const standings = after.persons.filter(({ key }) => loaded.has(key)).map((person) => readClaims(person, trustOf))
  const anew = householdKeys(
    standings.filter(({ key }) => influenced.has(key)),
    standings,
    verdicts,
  )
  const keys = new Map([...kept].filter(([key]) => !influenced.has(key)))
  for (const [person, key] of anew) keys.set(person, key)
  const former = [...influenced].flatMap((key) => kept.get(key)?.key ?? [])
  return { keys, touched: new Set([...former, ...[...anew.values()].map(({ key }) => key)]) }
}

function formGroups(input: Input, keys: KeptKeys, touched: ReadonlySet<string>): FormedHouseholds {
  const group = input.persons.flatMap((person) => {
    const key = keys.get(person.key)
    return key !== undefined && touched.has(key.key) ? [{ person: readClaims(person, trustOf), key }] : []
  })
  return formAllHouseholds(group, new HouseholdJudgements(input.judgements))
}

test('updating only affected keys and households yields what forming all of them does', async (t) => {
  const change = fc.record({
    records: drawnRecords,
    added: fc.array(record, { maxLength: 4 }),
    judgements,
    judgementsAfter: judgements,
  })
  let untouched = 0
  fc.assert(
    fc.property(change, fc.array(fc.nat(29), { maxLength: 3 }), (drawn, dropped) => {
      const before = inputOf(drawn.records, drawn.judgements)
      const left = drawn.records.map((own, at) => (dropped.includes(at) ? undefined : own))
      const after = inputOf([...left, ...drawn.added], drawn.judgementsAfter)
      const kept = keysOf(before)
      const { keys, touched } = rekey(before, after, kept)
      deepStrictEqual(new Map([...keys].sort()), new Map([...keysOf(after)].sort()))
      const anew = formGroups(after, keys, touched)
      const whole = derive(after)
      const former = derive(before).households
      const rest = whole.households.filter(({ key }) => !anew.households.some((household) => household.key === key))
      for (const household of rest) {
        untouched += 1
        deepStrictEqual(
          household,
          former.find(({ key }) => key === household.key),
        )
      }
      for (const household of anew.households)
        deepStrictEqual(
          household,
          whole.households.find(({ key }) => key === household.key),
        )
    }),
    { numRuns: 300 },
  )
  t.ok(untouched > 0, 'some households are left alone')
})
