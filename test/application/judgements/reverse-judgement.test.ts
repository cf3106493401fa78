import { randomUUID } from 'node:crypto'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { judgePair } from '../../../src/application/judgements/judge-pair.js'
import { judgeValue } from '../../../src/application/judgements/judge-value.js'
import type { Judged } from '../../../src/application/judgements/judgement-order.js'
import { reverseJudgement } from '../../../src/application/judgements/reverse-judgement.js'
import { isRefusal, type Refusal } from '../../../src/application/context/refusals.js'
import { liveRows } from '../../../src/domain/registry/judgements/judgement.js'
import { verifyAudit } from '../../../src/storage/access/audit.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { listEvents } from '../../../src/storage/access/events.js'
import { listJudgements, liveJudgementsOf } from '../../../src/storage/judgements/judgements.js'
import { deleteLiveRecords } from '../../../src/storage/linkage/live-records.js'
import { settledOrBlocked } from '../../support/storage/settled-or-blocked.js'
import {
  idOf,
  databaseWithPersons,
  type DatabaseWithPersons,
  touchedRecordIds,
} from '../../support/registry/database-with-persons.js'
import { perform } from '../../support/registry/perform.js'

const KEYS = ['a', 'b', 'c']
const [A, B, C] = KEYS.map(idOf) as [string, string, string]
const PERSONS = { a: ['a'], b: ['b'], c: ['c'] }
const BY_STEWARD = { reason: 'Salah lihat', judgedBy: 'walidata-2' }
const PAIR = { verdict: 'different', records: [A, B], ...BY_STEWARD } as const
const VALUE = { field: 'sex', value: 'P', ...BY_STEWARD } as const

async function done(result: Promise<Judged | Refusal>): Promise<Judged> {
  const judged = await result
  if (isRefusal(judged)) throw new Error(judged.code)
  return judged
}

function reverse(bench: DatabaseWithPersons, judgementId: string): Promise<Judged | Refusal> {
  return perform(bench, reverseJudgement, { judgementId, ...BY_STEWARD })
}

/** As a pass that found that all these records are one person. */
async function link(bench: DatabaseWithPersons, keys: readonly string[]): Promise<void> {
  const ids = keys.map(idOf)
  await inTransaction(bench.database, async (tx) => {
    await tx.write(sql`DELETE FROM pending_records`)
    const person = randomUUID()
    await tx.write(sql`UPDATE live_records SET person_id = ${person} WHERE record_id = ANY (${ids}::uuid[])`)
    await tx.write(sql`
      INSERT INTO persons (person_id, version, state, record_ids, golden, created_at, changed_at)
      VALUES (${person}, 1, 'live', ${ids}, '[]', now(), now())`)
  })
}

test('a reversal restores the judgement that was superseded', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  const first = await done(perform(bench, judgePair, PAIR))
  const second = await done(perform(bench, judgePair, { ...PAIR, verdict: 'same' }))
  const reversal = await done(reverse(bench, second.judgementId))
  t.same(reversal.superseded, [second.judgementId])
  t.same(reversal.restored, [first.judgementId])
  t.match((await liveJudgementsOf(bench.conn, [A])).pairs, [{ id: first.judgementId, verdict: 'different' }])
  await done(reverse(bench, first.judgementId))
  t.same((await liveJudgementsOf(bench.conn, [A])).pairs, [])
  t.match(await verifyAudit(bench.conn), { head: { number: '4' }, broken: undefined })
  t.match((await listEvents(bench.conn, { after: '0', limit: 9 })).slice(2), [
    { kind: 'judgement.reversed', subjectId: second.judgementId, content: { restored: [first.judgementId] } },
    { kind: 'judgement.reversed', subjectId: first.judgementId },
  ])
})

test('a reversal queues its records for linking, also those of the restored judgement alone', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  await link(bench, ['a', 'b'])
  await done(perform(bench, judgeValue, { ...VALUE, records: [A] }))
  await link(bench, ['b', 'c'])
  const second = await done(perform(bench, judgeValue, { ...VALUE, value: 'L', records: [B] }))
  t.same(await touchedRecordIds(bench.conn), [A, B, C].sort(), 'the first held for a as well')
  t.same((await liveJudgementsOf(bench.conn, [A])).values, [], 'which is found by a alone')
  await link(bench, ['c'])
  await done(reverse(bench, second.judgementId))
  t.same(await touchedRecordIds(bench.conn), [A, B, C].sort())
  t.match((await liveJudgementsOf(bench.conn, [A])).values, [{ value: 'P', records: [A, B].sort() }])
})

test('the judgements in force of a record are found by the record alone, after any history', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  const groups = [['a', 'b'], ['b', 'c'], ['c'], ['a', 'b', 'c'], ['a'], ['b', 'c']]
  for (const [at, group] of groups.entries()) {
    await link(bench, group)
    await done(perform(bench, judgeValue, { ...VALUE, records: [idOf(group[0]!)] }))
    if (at % 2 === 1) await done(reverse(bench, (await newestLive(bench)).id))
    const live = liveRows(await listJudgements(bench.conn, { limit: 100 }))
    for (const id of KEYS.map(idOf)) {
      t.same(
        (await liveJudgementsOf(bench.conn, [id])).values.map((value) => value.id),
        live.filter(({ records }) => records.includes(id)).map((value) => value.id),
      )
    }
  }
})

async function newestLive(bench: DatabaseWithPersons): Promise<{ readonly id: string }> {
  const all = await listJudgements(bench.conn, { limit: 100 })
  const [newest] = liveRows(all)
  return newest!
}

test('only a judgement that holds can be reversed', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  const first = await done(perform(bench, judgePair, PAIR))
  const second = await done(perform(bench, judgePair, PAIR))
  t.match(await reverse(bench, randomUUID()), { code: 'JUDGEMENT_UNKNOWN' })
  t.match(await reverse(bench, first.judgementId), { code: 'JUDGEMENT_NOT_LIVE' })
  const reversal = await done(reverse(bench, second.judgementId))
  t.match(await reverse(bench, second.judgementId), { code: 'JUDGEMENT_NOT_LIVE' })
  t.match(await reverse(bench, reversal.judgementId), { code: 'JUDGEMENT_NOT_LIVE' })
  const unreasoned = { judgementId: first.judgementId, reason: '', judgedBy: 'walidata-2' }
  t.match(await perform(bench, reverseJudgement, unreasoned), { code: 'REASON_MISSING' })
})

test('of concurrent reversals of one judgement exactly one succeeds', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  const { judgementId } = await done(perform(bench, judgePair, PAIR))
  const second = await inTransaction(bench.database, async (tx) => {
    await done(reverseJudgement(tx, { judgementId, ...BY_STEWARD }, bench.now()))
    const other = { result: reverse(bench, judgementId) }
    await settledOrBlocked(bench.conn, other.result)
    return other
  })
  t.match(await second.result, { code: 'JUDGEMENT_NOT_LIVE' })
})

test('a judgement on a withdrawn record can still be reversed', async (t) => {
  const bench = await databaseWithPersons(t, PERSONS)
  const { judgementId } = await done(perform(bench, judgePair, PAIR))
  await inTransaction(bench.database, async (tx) => {
    await deleteLiveRecords(tx, [B])
    await tx.write(sql`DELETE FROM pending_records`)
  })
  await done(reverse(bench, judgementId))
  t.same(await touchedRecordIds(bench.conn), [A])
})
