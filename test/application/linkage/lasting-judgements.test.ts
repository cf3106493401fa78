import sql from 'sql-template-tag'
import { test } from 'tap'
import { judgeHousehold } from '../../../src/application/judgements/judge-household.js'
import { judgePair } from '../../../src/application/judgements/judge-pair.js'
import { judgeValue } from '../../../src/application/judgements/judge-value.js'
import { sendBatch } from '../../support/batches/process-batch.js'
import { csvOf } from '../../support/registry/random-changes.js'
import {
  inventedRecords,
  put,
  type TestRecord,
  testRecord,
  TestRegistry,
} from '../../support/registry/test-registry.js'
import { perform } from '../../support/registry/perform.js'

const BY = { reason: 'Diperiksa di lapangan', judgedBy: 'walidata' }

function changed({ record, facts }: TestRecord, values: Partial<TestRecord['record']>): TestRecord {
  return testRecord({ ...record, ...values }, facts)
}

async function personOf({ database }: TestRegistry, { id }: TestRecord): Promise<string | undefined> {
  const [row] = await database.conn.read<{ person: string }>(
    sql`SELECT person_id AS person FROM live_records WHERE record_id = ${id}`,
  )
  return row?.person
}

async function areOne(testRegistry: TestRegistry, a: TestRecord, b: TestRecord): Promise<boolean> {
  return (await personOf(testRegistry, a)) === (await personOf(testRegistry, b))
}

async function openStale({ database }: TestRegistry): Promise<number> {
  return (await database.conn.read(sql`SELECT FROM conflicts WHERE kind = 'judgement_stale' AND state = 'open'`)).length
}

test('a judgement holds through later batches, turns stale with its basis and is renewed by judging again', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const people = inventedRecords({ records: 60, seed: 4, dirt: 1 })
  await testRegistry.link(people.map(put))
  const [edge] = await testRegistry.database.conn.read<{ a: string; b: string }>(
    sql`SELECT record_id AS a, other_id AS b FROM edges WHERE grade = 3 ORDER BY weight DESC, record_id LIMIT 1`,
  )
  const [a, b] = [edge?.a, edge?.b].map((id) => people.find((person) => person.id === id)) as [TestRecord, TestRecord]
  t.ok(await areOne(testRegistry, a, b))
  await perform(testRegistry.registry, judgePair, { ...BY, verdict: 'different', records: [a.id, b.id] })
  await testRegistry.settle()
  t.notOk(await areOne(testRegistry, a, b), 'split')
  await sendBatch(testRegistry.registry, csvOf(people.filter(({ source }) => source === a.source)), {
    source: a.source,
    mode: 'snapshot',
  })
  await testRegistry.settle()
  t.notOk(await areOne(testRegistry, a, b), 'split after the same list again')
  t.equal(await openStale(testRegistry), 0)
  await testRegistry.link([put(changed(a, { name: 'SUKARDI WIBOWO' }))])
  t.notOk(await areOne(testRegistry, a, b), 'split although stale')
  t.equal(await openStale(testRegistry), 1)
  await perform(testRegistry.registry, judgePair, { ...BY, verdict: 'same', records: [a.id, b.id] })
  await testRegistry.settle()
  t.ok(await areOne(testRegistry, a, b), 'joined by hand though the names differ')
  t.equal(await openStale(testRegistry), 0)
  t.same(await testRegistry.violations(), [])
})

test('a judged value overrides all sources through later batches', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const [person] = inventedRecords({ records: 1, seed: 4, dirt: 1 }) as [TestRecord]
  await testRegistry.link([put(person)])
  await perform(testRegistry.registry, judgeValue, {
    ...BY,
    field: 'birth_date',
    value: '1971-02-03',
    records: [person.id],
  })
  await testRegistry.settle()
  const later = [changed(person, { address: 'JL. MERDEKA 5' }), changed(person, { dob: '1970-05-06' })]
  for (const change of later) {
    await testRegistry.link([put(change)])
    const [row] = await testRegistry.database.conn.read<{ golden: string }>(
      sql`SELECT golden::text AS golden FROM persons WHERE state = 'live'`,
    )
    t.match(row?.golden, '1971-02-03')
    t.same(await testRegistry.violations(), [])
  }
})

test('persons that a judgement separates under one KK stay apart when another person under it changes', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const [base] = inventedRecords({ records: 1, seed: 4, dirt: 1 }) as [TestRecord]
  const alone = (source: string, nik: string, name: string, dob: string): TestRecord =>
    changed(base, { source, source_key: source, nik, name, dob, kk: '1606111609140007', household_ref: '' })
  const first = alone('dtks', '1606051304800001', 'BUDI SANTOSO', '1980-04-13')
  const second = alone('dtsen', '1606050207550002', 'KARTO WIRYO', '1955-07-02')
  const third = alone('disdukcapil', '1606051911910003', 'AGUS PRASETYO', '1991-11-19')
  await testRegistry.link([first, second, third].map(put))
  await perform(testRegistry.registry, judgeHousehold, { ...BY, verdict: 'different', records: [second.id, third.id] })
  await testRegistry.settle()
  const households = sql`SELECT FROM households WHERE state = 'live'`
  const apart = (await testRegistry.database.conn.read(households)).length
  t.ok(apart > 1)
  await testRegistry.link([put(changed(first, { name: 'BUDI' }))])
  t.equal((await testRegistry.database.conn.read(households)).length, apart)
  t.same(await testRegistry.violations(), [])
})
