import sql from 'sql-template-tag'
import { test } from 'tap'
import { judgeHousehold } from '../../../src/application/judgements/judge-household.js'
import { judgePair } from '../../../src/application/judgements/judge-pair.js'
import { judgeValue } from '../../../src/application/judgements/judge-value.js'
import type { Judged, PairOrder, ValueOrder } from '../../../src/application/judgements/judgement-order.js'
import { isRefusal, type Refusal } from '../../../src/application/context/refusals.js'
import { verifyAudit } from '../../../src/storage/access/audit.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { listEvents } from '../../../src/storage/access/events.js'
import {
  findJudgement,
  judgementsOf,
  listJudgements,
  liveJudgementsOf,
} from '../../../src/storage/judgements/judgements.js'
import { deleteLiveRecords } from '../../../src/storage/linkage/live-records.js'
import { takePending } from '../../../src/storage/linkage/pending-records.js'
import { settledOrBlocked } from '../../support/storage/settled-or-blocked.js'
import {
  AT,
  idOf,
  databaseWithPersons,
  type DatabaseWithPersons,
  touchedRecordIds,
  countWrittenRows,
} from '../../support/registry/database-with-persons.js'
import { perform } from '../../support/registry/perform.js'

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map(idOf) as [string, string, string, string]
const PERSONS = { a: ['a'], b: ['b'], c: ['c', 'd'] }
const CONFLICT = '6a1f0a52-7c0e-4f0e-9a51-0d3c1d2e3f40'

const PAIR: PairOrder = { verdict: 'different', records: [A, B], reason: ' Kembar ', judgedBy: 'walidata-1' }
const VALUE: ValueOrder = {
  field: 'birth_date',
  value: '1980-07-02',
  records: [D],
  reason: 'Akta kelahiran',
  judgedBy: 'walidata-1',
}

function judged(result: Judged | Refusal): Judged {
  if (isRefusal(result)) throw new Error(result.code)
  return result
}

test('a judgement on a pair is stored with its audit entry, its event and the records to link again', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  const { judgementId } = judged(await perform(bench, judgePair, { ...PAIR, conflictId: CONFLICT }))
  t.match(await findJudgement(bench.conn, judgementId), {
    subject: 'pair',
    verdict: 'different',
    records: [A, B],
    conflictId: CONFLICT,
    reason: 'Kembar',
    judgedBy: 'walidata-1',
    judgedAt: AT,
    supersedes: [],
  })
  t.same(await touchedRecordIds(bench.conn), [A, B].sort())
  t.match(await verifyAudit(bench.conn), { head: { number: '1' }, broken: undefined })
  const [audit] = await bench.conn.read(sql`SELECT actor, action, subject_id, reason, happened_at FROM audit`)
  t.match(audit, {
    actor: 'walidata-1',
    action: 'judgement.made',
    subject_id: judgementId,
    reason: 'Kembar',
    happened_at: AT,
  })
  const content = { subject: 'pair', verdict: 'different', records: [A, B], conflict: CONFLICT }
  t.match(await listEvents(bench.conn, { after: '0', limit: 5 }), [
    { kind: 'judgement.made', subjectId: judgementId, content },
  ])
})

test('a judgement on a value rests on all records of the person', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  const { judgementId } = judged(await perform(bench, judgeValue, VALUE))
  const { values } = await liveJudgementsOf(bench.conn, [C])
  t.match(values, [{ id: judgementId, field: 'birth_date', value: '1980-07-02', records: [C, D].sort() }])
  t.same(await touchedRecordIds(bench.conn), [C, D].sort())
})

test('events and audit entries contain neither the judged value nor the reason', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  await perform(bench, judgeValue, VALUE)
  await perform(bench, judgeValue, { ...VALUE, field: 'name', value: 'Siti Aminah Baru' })
  const events = JSON.stringify(await listEvents(bench.conn, { after: '0', limit: 5 }))
  for (const personal of [/1980/, /SITI/i, /akta/i]) t.notMatch(events, personal)
  t.notMatch(JSON.stringify(await bench.conn.read(sql`SELECT content FROM audit`)), /1980|SITI/i)
})

test('a judgement on a household stores which persons live together', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  const order = { ...PAIR, verdict: 'same', records: [B, A] } as const
  const { judgementId } = judged(await perform(bench, judgeHousehold, order))
  const { households, pairs } = await liveJudgementsOf(bench.conn, [A])
  t.match(households, [{ id: judgementId, verdict: 'same', records: [B, A] }])
  t.same(pairs, [])
})

test('a later judgement on a pair supersedes the earlier one, in any order of the records', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  const first = judged(await perform(bench, judgePair, PAIR))
  const second = judged(await perform(bench, judgePair, { ...PAIR, verdict: 'same', records: [B, A] }))
  t.same(second.superseded, [first.judgementId])
  const { pairs } = await liveJudgementsOf(bench.conn, [A])
  t.match(pairs, [{ id: second.judgementId, verdict: 'same' }])
  t.equal(pairs.length, 1)
  t.equal((await judgementsOf(bench.conn, [A])).length, 2, 'both are kept')
})

test('of concurrent judgements on one pair exactly one holds', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  const verdicts = ['same', 'different', 'unsure', 'different', 'same', 'unsure'] as const
  await Promise.all(
    verdicts.map((verdict, at) =>
      perform(bench, judgePair, { ...PAIR, verdict, records: at % 2 === 0 ? [A, B] : [B, A] }),
    ),
  )
  t.equal((await judgementsOf(bench.conn, [A])).length, verdicts.length)
  t.equal((await liveJudgementsOf(bench.conn, [A, B])).pairs.length, 1)
  t.match(await verifyAudit(bench.conn), { head: { number: '6' }, broken: undefined })
})

test('a refused judgement writes nothing', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  await inTransaction(bench.database, (tx) => deleteLiveRecords(tx, [B]))
  const other = idOf('unknown')
  const refused: [string, Promise<unknown>][] = [
    ['REASON_MISSING', perform(bench, judgePair, { ...PAIR, reason: ' \n' })],
    ['REASON_MISSING', perform(bench, judgePair, { ...PAIR, reason: 'a'.repeat(1001) })],
    ['REASON_MISSING', perform(bench, judgeValue, { ...VALUE, reason: '' })],
    ['REASON_MISSING', perform(bench, judgeHousehold, { ...PAIR, verdict: 'same', reason: '' })],
    ['RECORD_UNKNOWN', perform(bench, judgePair, { ...PAIR, records: [A, other] })],
    ['RECORD_UNKNOWN', perform(bench, judgePair, { ...PAIR, records: [A, B] })],
    ['RECORD_UNKNOWN', perform(bench, judgeValue, { ...VALUE, records: [] })],
    ['RECORD_UNKNOWN', perform(bench, judgeValue, { ...VALUE, records: [D, other] })],
    ['RECORD_UNKNOWN', perform(bench, judgeHousehold, { ...PAIR, verdict: 'same', records: [A, B] })],
    ['RECORD_REPEATED', perform(bench, judgePair, { ...PAIR, records: [A, A] })],
    ['VALUE_INVALID', perform(bench, judgeValue, { ...VALUE, records: [A, D] })],
    ['VALUE_INVALID', perform(bench, judgeValue, { ...VALUE, value: '2026-03-02' })],
    ['PERSON_REPEATED', perform(bench, judgeHousehold, { ...PAIR, verdict: 'different', records: [C, D] })],
  ]
  for (const [code, result] of refused) t.match(await result, { kind: 'refusal', code })
  t.equal(await countWrittenRows(bench.conn), 0)
})

test('a pass that needs a record under judgement waits, and links it by the judgement', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  await perform(bench, judgePair, { ...PAIR, verdict: 'unsure' })
  const judging = await inTransaction(bench.database, async (tx) => {
    await judgePair(tx, PAIR, AT)
    const pass = { taken: take(bench) }
    await settledOrBlocked(bench.conn, pass.taken)
    return pass
  })
  t.same(await judging.taken, { count: 2, verdicts: ['different'] })
  t.same(await touchedRecordIds(bench.conn), [])
})

test('a record that is judged during a pass is linked in the next pass', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  await perform(bench, judgePair, { ...PAIR, verdict: 'unsure' })
  const passing = await inTransaction(bench.database, async (tx) => {
    await takePending(tx, 10)
    const judgement = { made: perform(bench, judgePair, PAIR) }
    await settledOrBlocked(bench.conn, judgement.made)
    return judgement
  })
  await passing.made
  t.same(await touchedRecordIds(bench.conn), [A, B].sort())
})

/** A pass as far as it matters here: it takes what waits, then reads the judgements. */
function take({ database }: DatabaseWithPersons): Promise<{ count: number; verdicts: readonly string[] }> {
  return inTransaction(database, async (tx) => {
    const taken = await takePending(tx, 10)
    const { pairs } = await liveJudgementsOf(tx, [A])
    return { count: taken.length, verdicts: pairs.map(({ verdict }) => verdict) }
  })
}

test('judgements are listed newest first, page by page and by conflict', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  const ids: string[] = []
  for (const minute of [1, 2, 3]) {
    const now = (): Date => new Date(AT.getTime() + Math.floor(minute / 2) * 60_000)
    const order = minute === 2 ? { ...PAIR, conflictId: CONFLICT } : PAIR
    ids.push(judged(await perform({ ...bench, now }, judgePair, order)).judgementId)
  }
  const [second, third] = ids.slice(1).sort()
  const first = await listJudgements(bench.conn, { limit: 2 })
  t.same(
    first.map(({ id }) => id),
    [third, second],
  )
  const last = first.at(-1)!
  const rest = await listJudgements(bench.conn, { limit: 2, after: { judgedAt: last.judgedAt, id: last.id } })
  t.same(
    rest.map(({ id }) => id),
    [ids[0]],
  )
  const ofConflict = await listJudgements(bench.conn, { limit: 2, conflictId: CONFLICT })
  t.same(
    ofConflict.map(({ id }) => id),
    [ids[1]],
  )
})
