import fc from 'fast-check'
import sql from 'sql-template-tag'
import { judgeHousehold } from '../../../src/application/judgements/judge-household.js'
import { judgePair } from '../../../src/application/judgements/judge-pair.js'
import { judgeValue } from '../../../src/application/judgements/judge-value.js'
import { reverseJudgement } from '../../../src/application/judgements/reverse-judgement.js'
import { RECORD_FIELDS } from '../../../src/domain/registry/records/canonical-record.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { touchRecords } from '../../../src/storage/linkage/touched-records.js'
import { SOURCES } from '../../../src/tools/synthetic/population/sources.js'
import { sendBatch } from '../batches/process-batch.js'
import { put, type TestRecord, testRecord, withdrawal, type LinkedRegistry } from './test-registry.js'
import { perform } from './perform.js'

/** A random change of a registry. Its numbers choose among the records that there are, modulo their number. */
export type RandomChange =
  | { readonly kind: 'put'; readonly rows: readonly RowChange[] }
  | { readonly kind: 'withdraw'; readonly rows: readonly number[] }
  | {
      readonly kind: 'batch'
      readonly source: number
      readonly mode: 'snapshot' | 'delta'
      readonly rows: readonly RowChange[]
    }
  | { readonly kind: 'pair'; readonly verdict: 'same' | 'different' | 'unsure'; readonly of: RecordPair }
  | { readonly kind: 'household'; readonly verdict: 'same' | 'different'; readonly of: RecordPair }
  | { readonly kind: 'value'; readonly field: 'name' | 'birth_date' | 'sex' | 'nik' | 'kk'; readonly row: number }
  | { readonly kind: 'reverse'; readonly judgement: number }

/** A record, the variant that its source sends now, and the record that lends the variant its values. */
export type RowChange = readonly [row: number, variant: number, other: number]

/** Two records: those of a stored edge, or any two. */
export type RecordPair = readonly [kind: 'edge' | 'any', first: number, second: number]

/** How a record may change, from its present fields and those of another record. */
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
type Fields = TestRecord['record']

const row = fc.tuple(fc.nat(199), fc.nat(VARIANTS.length - 1), fc.nat(199))
const pick = fc.tuple(fc.constantFrom('edge', 'any'), fc.nat(999), fc.nat(199))

const CHANGES: fc.Arbitrary<RandomChange>[] = [
  fc.record({ kind: fc.constant('put'), rows: fc.array(row, { minLength: 1, maxLength: 30 }) }),
  fc.record({ kind: fc.constant('withdraw'), rows: fc.array(fc.nat(199), { minLength: 1, maxLength: 20 }) }),
]
const BATCHES: fc.Arbitrary<RandomChange>[] = [
  fc.record({
    kind: fc.constant('batch'),
    source: fc.nat(SOURCES.length - 1),
    mode: fc.constantFrom('snapshot', 'delta'),
    rows: fc.array(row, { minLength: 1, maxLength: 25 }),
  }),
]
const JUDGEMENTS: fc.Arbitrary<RandomChange>[] = [
  fc.record({ kind: fc.constant('pair'), verdict: fc.constantFrom('same', 'different', 'unsure'), of: pick }),
  fc.record({ kind: fc.constant('household'), verdict: fc.constantFrom('same', 'different'), of: pick }),
  fc.record({
    kind: fc.constant('value'),
    field: fc.constantFrom('name', 'birth_date', 'sex', 'nik', 'kk'),
    row: fc.nat(199),
  }),
  fc.record({ kind: fc.constant('reverse'), judgement: fc.nat(50) }),
]

/** Records that are added, changed, withdrawn and added again. */
export const recordChanges = fc.array(fc.oneof(...CHANGES), { minLength: 1, maxLength: 12 })
/** The same, with snapshot and delta batches. */
export const recordAndBatchChanges = fc.array(fc.oneof(...CHANGES, ...BATCHES, ...BATCHES), {
  minLength: 1,
  maxLength: 8,
})
/** The same, with judgements and their reversal. */
export const recordAndJudgementChanges = fc.array(fc.oneof(...CHANGES, ...JUDGEMENTS, ...JUDGEMENTS), {
  minLength: 1,
  maxLength: 16,
})

/** Applies a change to a registry of these records; batches and judgements are linked at once. */
export async function applyChange(
  testRegistry: LinkedRegistry,
  records: readonly TestRecord[],
  change: RandomChange,
): Promise<void> {
  const at = (index: number): TestRecord => records[index % records.length] as TestRecord
  switch (change.kind) {
    case 'put':
      await testRegistry.link(
        distinctById(change.rows.map(([first, variant, other]) => vary(at(first), variant, at(other)))).map(put),
      )
      return
    case 'withdraw':
      await testRegistry.link(distinctById(change.rows.map(at)).map(withdrawal))
      return
    case 'batch':
      await sendRecords(testRegistry, records, change)
      break
    case 'pair':
    case 'household':
    case 'value':
    case 'reverse':
      await judge(testRegistry, records, change)
  }
  await testRegistry.settle()
}

/** Links all records again. */
export async function relink(testRegistry: LinkedRegistry, records: readonly TestRecord[]): Promise<void> {
  const ids = records.map(({ id }) => id)
  await inTransaction(testRegistry.database, (tx) => touchRecords(tx, ids))
  await testRegistry.settle()
}

/** The record in one of the variants. */
export function vary(person: TestRecord, variant: number, other: TestRecord): TestRecord {
  return testRecord({ ...person.record, ...VARIANTS[variant]?.(person.record, other.record) }, person.facts)
}

export function distinctById(rows: readonly TestRecord[]): TestRecord[] {
  return [...new Map(rows.map((each) => [each.id, each])).values()]
}

async function sendRecords(
  testRegistry: LinkedRegistry,
  records: readonly TestRecord[],
  change: RandomChange & { kind: 'batch' },
): Promise<void> {
  const source = SOURCES[change.source % SOURCES.length] ?? ''
  const own = records.filter((person) => person.source === source)
  const other = (index: number): TestRecord => records[index % records.length] as TestRecord
  const rows = change.rows.flatMap(([index, variant, of]) => {
    const person = own[index % Math.max(own.length, 1)]
    return person === undefined ? [] : [vary(person, variant, other(of))]
  })
  await sendBatch(testRegistry.registry, csvOf(distinctById(rows)), { source, mode: change.mode })
}

export function csvOf(rows: readonly TestRecord[]): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const lines = rows.map(({ record }) => RECORD_FIELDS.map((field) => quoted(record[field])).join())
  return `${[RECORD_FIELDS.join(), ...lines].join('\n')}\n`
}

type Judging = Extract<RandomChange, { kind: 'pair' | 'household' | 'value' | 'reverse' }>
const BY = { reason: 'Diperiksa di lapangan', judgedBy: 'walidata' }

async function judge(testRegistry: LinkedRegistry, records: readonly TestRecord[], change: Judging): Promise<void> {
  switch (change.kind) {
    case 'pair':
      await perform(testRegistry.registry, judgePair, {
        ...BY,
        verdict: change.verdict,
        records: await chosen(testRegistry, records, change.of),
      })
      return
    case 'household':
      await perform(testRegistry.registry, judgeHousehold, {
        ...BY,
        verdict: change.verdict,
        records: await chosen(testRegistry, records, change.of),
      })
      return
    case 'value':
      await perform(testRegistry.registry, judgeValue, { ...BY, ...valueOf(records, change) })
      return
    case 'reverse': {
      const rows = await testRegistry.database.conn.read<{ id: string }>(
        sql`SELECT judgement_id AS id FROM judgements ORDER BY judged_at`,
      )
      const judgementId = rows[change.judgement % Math.max(rows.length, 1)]?.id
      if (judgementId !== undefined) await perform(testRegistry.registry, reverseJudgement, { ...BY, judgementId })
    }
  }
}

/** A judged value, which is that of another record. */
function valueOf(records: readonly TestRecord[], { field, row: index }: RandomChange & { kind: 'value' }) {
  const person = records[index % records.length] as TestRecord
  const { record } = records[(index * 7 + 3) % records.length] as TestRecord
  const value = { name: record.name, birth_date: record.dob, sex: record.sex, nik: record.nik, kk: record.kk }[field]
  return { field, value, records: [person.id] }
}

async function chosen(
  testRegistry: LinkedRegistry,
  records: readonly TestRecord[],
  [kind, first, second]: RecordPair,
): Promise<[string, string]> {
  const any: [string, string] = [records[first % records.length]?.id ?? '', records[second % records.length]?.id ?? '']
  if (kind === 'any') return any
  const edges = await testRegistry.database.conn.read<{ a: string; b: string }>(
    sql`SELECT record_id AS a, other_id AS b FROM edges ORDER BY grade, record_id, other_id`,
  )
  const edge = edges[first % Math.max(edges.length, 1)]
  return edge === undefined ? any : [edge.a, edge.b]
}
