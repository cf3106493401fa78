import sql from 'sql-template-tag'
import { test } from 'tap'
import { judgeHousehold } from '../../../src/application/judgements/judge-household.js'
import { judgePair } from '../../../src/application/judgements/judge-pair.js'
import { judgeValue } from '../../../src/application/judgements/judge-value.js'
import { send } from '../../support/batches/deliver.js'
import { csvOf } from '../../support/registry/acts.js'
import { invented, put, type Said, said, World } from '../../support/registry/world.js'

const BY = { reason: 'Diperiksa di lapangan', judgedBy: 'walidata' }

function changed({ record, facts }: Said, values: Partial<Said['record']>): Said {
  return said({ ...record, ...values }, facts)
}

async function personOf({ database }: World, { id }: Said): Promise<string | undefined> {
  const [row] = await database.conn.read<{ person: string }>(
    sql`SELECT person_id AS person FROM live_records WHERE record_id = ${id}`,
  )
  return row?.person
}

async function areOne(world: World, a: Said, b: Said): Promise<boolean> {
  return (await personOf(world, a)) === (await personOf(world, b))
}

async function openStale({ database }: World): Promise<number> {
  return (await database.conn.read(sql`SELECT FROM conflicts WHERE kind = 'judgement_stale' AND state = 'open'`)).length
}

test('a verdict holds through later deliveries, goes stale with its basis and is settled by judging anew', async (t) => {
  const world = await World.open(t)
  const people = invented({ records: 60, seed: 4, dirt: 1 })
  await world.change(people.map(put))
  const [edge] = await world.database.conn.read<{ a: string; b: string }>(
    sql`SELECT record_id AS a, other_id AS b FROM edges WHERE grade = 3 ORDER BY weight DESC, record_id LIMIT 1`,
  )
  const [a, b] = [edge?.a, edge?.b].map((id) => people.find((person) => person.id === id)) as [Said, Said]
  t.ok(await areOne(world, a, b))
  await judgePair(world.registry, { ...BY, verdict: 'different', records: [a.id, b.id] })
  await world.settle()
  t.notOk(await areOne(world, a, b), 'parted')
  await send(world.registry, csvOf(people.filter(({ source }) => source === a.source)), {
    source: a.source,
    mode: 'snapshot',
  })
  await world.settle()
  t.notOk(await areOne(world, a, b), 'parted after the same list again')
  t.equal(await openStale(world), 0)
  await world.change([put(changed(a, { name: 'SUKARDI WIBOWO' }))])
  t.notOk(await areOne(world, a, b), 'parted though stale')
  t.equal(await openStale(world), 1)
  await judgePair(world.registry, { ...BY, verdict: 'same', records: [a.id, b.id] })
  await world.settle()
  t.ok(await areOne(world, a, b), 'joined by hand though the names differ')
  t.equal(await openStale(world), 0)
  t.same(await world.faults(), [])
})

test('a judged value stands above all sources through later deliveries', async (t) => {
  const world = await World.open(t)
  const [person] = invented({ records: 1, seed: 4, dirt: 1 }) as [Said]
  await world.change([put(person)])
  await judgeValue(world.registry, { ...BY, field: 'birth_date', value: '1971-02-03', records: [person.id] })
  await world.settle()
  const later = [changed(person, { address: 'JL. MERDEKA 5' }), changed(person, { dob: '1970-05-06' })]
  for (const change of later) {
    await world.change([put(change)])
    const [row] = await world.database.conn.read<{ golden: string }>(
      sql`SELECT golden::text AS golden FROM persons WHERE state = 'live'`,
    )
    t.match(row?.golden, '1971-02-03')
    t.same(await world.faults(), [])
  }
})

test('whom a verdict parts under one KK stay apart when somebody else under it changes', async (t) => {
  const world = await World.open(t)
  const [base] = invented({ records: 1, seed: 4, dirt: 1 }) as [Said]
  const alone = (source: string, nik: string, name: string, dob: string): Said =>
    changed(base, { source, source_key: source, nik, name, dob, kk: '1606111609140007', household_ref: '' })
  const first = alone('dtks', '1606051304800001', 'BUDI SANTOSO', '1980-04-13')
  const second = alone('dtsen', '1606050207550002', 'KARTO WIRYO', '1955-07-02')
  const third = alone('disdukcapil', '1606051911910003', 'AGUS PRASETYO', '1991-11-19')
  await world.change([first, second, third].map(put))
  await judgeHousehold(world.registry, { ...BY, verdict: 'different', records: [second.id, third.id] })
  await world.settle()
  const households = sql`SELECT FROM households WHERE state = 'live'`
  const apart = (await world.database.conn.read(households)).length
  t.ok(apart > 1)
  await world.change([put(changed(first, { name: 'BUDI' }))])
  t.equal((await world.database.conn.read(households)).length, apart)
  t.same(await world.faults(), [])
})
