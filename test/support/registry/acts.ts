import fc from 'fast-check'
import sql from 'sql-template-tag'
import { judgeHousehold } from '../../../src/application/judgements/judge-household.js'
import { judgePair } from '../../../src/application/judgements/judge-pair.js'
import { judgeValue } from '../../../src/application/judgements/judge-value.js'
import { reverseJudgement } from '../../../src/application/judgements/reverse-judgement.js'
import { RECORD_FIELDS } from '../../../src/domain/registry/records/canonical-record.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { touchRecords } from '../../../src/storage/linkage/touched-records.js'
import { SOURCES } from '../../../src/tools/synthetic/people/sources.js'
import { send } from '../batches/deliver.js'
import { put, type Said, said, withdrawal, type World } from './world.js'

/** What can happen to a registry. Numbers choose among what there is. */
export type Act =
  | { readonly kind: 'put'; readonly rows: readonly Row[] }
  | { readonly kind: 'withdraw'; readonly rows: readonly number[] }
  | {
      readonly kind: 'deliver'
      readonly source: number
      readonly mode: 'snapshot' | 'delta'
      readonly rows: readonly Row[]
    }
  | { readonly kind: 'pair'; readonly verdict: 'same' | 'different' | 'unsure'; readonly of: Pick }
  | { readonly kind: 'household'; readonly verdict: 'same' | 'different'; readonly of: Pick }
  | { readonly kind: 'value'; readonly field: 'name' | 'birth_date' | 'sex' | 'nik' | 'kk'; readonly row: number }
  | { readonly kind: 'reverse'; readonly judgement: number }

/** A record and what its list says of it now: a variant, by the values of another record. */
export type Row = readonly [row: number, variant: number, other: number]
/** Two records: of a scored pair, or any. */
export type Pick = readonly [kind: 'edge' | 'any', first: number, second: number]

/** What lists come to say of a person, from what they said and another's record. */
const VARIANTS: readonly ((now: Fields, other: Fields) => Partial<Fields>)[] = [
  () => ({}),
  () => ({}),
  ({ name }) => ({ name: name.split(' ').slice(0, 1).join(' ') }),
  (_, { name }) => ({ name }),
  (_, { nik }) => ({ nik }),
  () => ({ nik: '' }),
  ({ nik }) => ({ nik: nik === '' ? '' : `${nik.slice(0, -1)}${(Number(nik.at(-1)) + 1) % 10}` }),
  (_, { kk, household_ref }) => ({ kk, household_ref }),
  () => ({ kk: '', household_ref: '' }),
  ({ kk }) => ({ kk: kk === '' ? '' : `${kk.slice(0, -1)}X` }),
  (_, { kk, household_ref, village_code, address, rt, rw }) => ({ kk, household_ref, village_code, address, rt, rw }),
  (_, { dob }) => ({ dob }),
  ({ sex }) => ({ sex: sex === 'L' ? 'P' : 'L' }),
  (_, { shdk }) => ({ shdk }),
  (_, { phone, mother_name }) => ({ phone, mother_name }),
]
type Fields = Said['record']

const row = fc.tuple(fc.nat(199), fc.nat(VARIANTS.length - 1), fc.nat(199))
const pick = fc.tuple(fc.constantFrom('edge', 'any'), fc.nat(999), fc.nat(199))

const CHANGES: fc.Arbitrary<Act>[] = [
  fc.record({ kind: fc.constant('put'), rows: fc.array(row, { minLength: 1, maxLength: 30 }) }),
  fc.record({ kind: fc.constant('withdraw'), rows: fc.array(fc.nat(199), { minLength: 1, maxLength: 20 }) }),
]
const DELIVERIES: fc.Arbitrary<Act>[] = [
  fc.record({
    kind: fc.constant('deliver'),
    source: fc.nat(SOURCES.length - 1),
    mode: fc.constantFrom('snapshot', 'delta'),
    rows: fc.array(row, { minLength: 1, maxLength: 25 }),
  }),
]
const JUDGEMENTS: fc.Arbitrary<Act>[] = [
  fc.record({ kind: fc.constant('pair'), verdict: fc.constantFrom('same', 'different', 'unsure'), of: pick }),
  fc.record({ kind: fc.constant('household'), verdict: fc.constantFrom('same', 'different'), of: pick }),
  fc.record({
    kind: fc.constant('value'),
    field: fc.constantFrom('name', 'birth_date', 'sex', 'nik', 'kk'),
    row: fc.nat(199),
  }),
  fc.record({ kind: fc.constant('reverse'), judgement: fc.nat(50) }),
]

/** Records that come, change, go and come back. */
export const changes = fc.array(fc.oneof(...CHANGES), { minLength: 1, maxLength: 12 })
/** The same by full lists and changes of lists. */
export const deliveries = fc.array(fc.oneof(...CHANGES, ...DELIVERIES, ...DELIVERIES), { minLength: 1, maxLength: 8 })
/** The same with people who judge. */
export const judgements = fc.array(fc.oneof(...CHANGES, ...JUDGEMENTS, ...JUDGEMENTS), { minLength: 1, maxLength: 16 })

/** Does what the act says with these people; deliveries and judgements are linked at once. */
export async function perform(world: World, people: readonly Said[], act: Act): Promise<void> {
  const at = (index: number): Said => people[index % people.length] as Said
  switch (act.kind) {
    case 'put':
      await world.change(
        onceEach(act.rows.map(([first, variant, other]) => vary(at(first), variant, at(other)))).map(put),
      )
      return
    case 'withdraw':
      await world.change(onceEach(act.rows.map(at)).map(withdrawal))
      return
    case 'deliver':
      await deliver(world, people, act)
      break
    case 'pair':
    case 'household':
    case 'value':
    case 'reverse':
      await judge(world, people, act)
  }
  await world.settle()
}

/** Has everything linked anew that is there. */
export async function relink(world: World, people: readonly Said[]): Promise<void> {
  const ids = people.map(({ id }) => id)
  await inTransaction(world.database, (tx) => touchRecords(tx, ids))
  await world.settle()
}

/** A record as its list has it now. */
export function vary(person: Said, variant: number, other: Said): Said {
  return said({ ...person.record, ...VARIANTS[variant]?.(person.record, other.record) }, person.facts)
}

export function onceEach(rows: readonly Said[]): Said[] {
  return [...new Map(rows.map((each) => [each.id, each])).values()]
}

async function deliver(world: World, people: readonly Said[], act: Act & { kind: 'deliver' }): Promise<void> {
  const source = SOURCES[act.source % SOURCES.length] ?? ''
  const own = people.filter((person) => person.source === source)
  const other = (index: number): Said => people[index % people.length] as Said
  const rows = act.rows.flatMap(([index, variant, of]) => {
    const person = own[index % Math.max(own.length, 1)]
    return person === undefined ? [] : [vary(person, variant, other(of))]
  })
  await send(world.registry, csvOf(onceEach(rows)), { source, mode: act.mode })
}

export function csvOf(rows: readonly Said[]): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const lines = rows.map(({ record }) => RECORD_FIELDS.map((field) => quoted(record[field])).join())
  return `${[RECORD_FIELDS.join(), ...lines].join('\n')}\n`
}

type Judging = Extract<Act, { kind: 'pair' | 'household' | 'value' | 'reverse' }>
const BY = { reason: 'Diperiksa di lapangan', judgedBy: 'walidata' }

async function judge(world: World, people: readonly Said[], act: Judging): Promise<void> {
  switch (act.kind) {
    case 'pair':
      await judgePair(world.registry, { ...BY, verdict: act.verdict, records: await chosen(world, people, act.of) })
      return
    case 'household':
      await judgeHousehold(world.registry, {
        ...BY,
        verdict: act.verdict,
        records: await chosen(world, people, act.of),
      })
      return
    case 'value':
      await judgeValue(world.registry, { ...BY, ...valueOf(people, act) })
      return
    case 'reverse': {
      const rows = await world.database.conn.read<{ id: string }>(
        sql`SELECT judgement_id AS id FROM judgements ORDER BY judged_at`,
      )
      const judgementId = rows[act.judgement % Math.max(rows.length, 1)]?.id
      if (judgementId !== undefined) await reverseJudgement(world.registry, { ...BY, judgementId })
    }
  }
}

/** The value that another record has. */
function valueOf(people: readonly Said[], { field, row: index }: Act & { kind: 'value' }) {
  const person = people[index % people.length] as Said
  const { record } = people[(index * 7 + 3) % people.length] as Said
  const value = { name: record.name, birth_date: record.dob, sex: record.sex, nik: record.nik, kk: record.kk }[field]
  return { field, value, records: [person.id] }
}

async function chosen(world: World, people: readonly Said[], [kind, first, second]: Pick): Promise<[string, string]> {
  const any: [string, string] = [people[first % people.length]?.id ?? '', people[second % people.length]?.id ?? '']
  if (kind === 'any') return any
  const edges = await world.database.conn.read<{ a: string; b: string }>(
    sql`SELECT record_id AS a, other_id AS b FROM edges ORDER BY grade, record_id, other_id`,
  )
  const edge = edges[first % Math.max(edges.length, 1)]
  return edge === undefined ? any : [edge.a, edge.b]
}
