import { test } from 'tap'
import { appendAudit } from '../../../src/storage/access/audit.js'
import type { Database, Tx } from '../../../src/storage/postgres/connection.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { insertEvents, listEvents, type NewEvent, type RegistryEvent } from '../../../src/storage/access/events.js'
import { settledOrBlocked } from '../../support/storage/settled-or-blocked.js'
import { testDatabase } from '../../support/storage/test-database.js'

const SUBJECT = '6a1f0a52-7c0e-4f0e-9a51-0d3c1d2e3f40'
const PAGE = 10

function add(database: Database, ...events: NewEvent[]): Promise<void> {
  return inTransaction(database, (tx) => insertEvents(tx, events))
}

type Work = (tx: Tx) => Promise<void>

/** A transaction that has written all but its last row; the test decides when it writes that and commits. */
interface Open {
  readonly ready: Promise<void>
  readonly commit: () => Promise<void>
}

function open(database: Database, work: Work, atLast?: Work): Open {
  let allow = (): void => undefined
  let resolveReady = (): void => undefined
  const allowed = new Promise<void>((resolve) => (allow = resolve))
  const ready = new Promise<void>((resolve) => (resolveReady = resolve))
  const ended = inTransaction(database, async (tx) => {
    await work(tx)
    resolveReady()
    await allowed
    await atLast?.(tx)
  })
  return {
    ready,
    commit: () => {
      allow()
      return ended
    },
  }
}

test('events are listed in order, after a number and page by page', async (t) => {
  const database = await testDatabase(t)
  const conflict = {
    kind: 'conflict.opened',
    subjectId: SUBJECT,
    content: { kind: 'nik_shared', records: [SUBJECT] },
  } as const
  await add(database, { kind: 'person.linked', subjectId: SUBJECT }, conflict, {
    kind: 'person.changed',
    subjectId: SUBJECT,
  })
  const [first, second] = await listEvents(database.conn, { after: '0', limit: 2 })
  t.match(first, { kind: 'person.linked', subjectId: SUBJECT, content: null })
  t.match(second, conflict)
  const rest = await listEvents(database.conn, { after: second!.eventId, limit: 2 })
  t.match(rest, [{ kind: 'person.changed' }])
  t.type(rest[0]?.happenedAt, Date)
})

test('many events keep their order', async (t) => {
  const database = await testDatabase(t)
  await add(
    database,
    ...Array.from({ length: 450 }, (_, at): NewEvent => ({
      kind: 'person.linked',
      subjectId: SUBJECT,
      content: { at },
    })),
  )
  const listed = await listEvents(database.conn, { after: '0', limit: 1000 })
  t.same(
    listed.map(({ content }) => (content as { at: number }).at),
    Array.from({ length: 450 }, (_, at) => at),
  )
})

test('a reader that continues after the last number misses no event of a slower transaction', async (t) => {
  const database = await testDatabase(t)
  const slow = open(database, (tx) => insertEvents(tx, [{ kind: 'person.linked', subjectId: SUBJECT }]))
  await slow.ready
  const quick = add(database, { kind: 'person.changed', subjectId: SUBJECT })
  await settledOrBlocked(database.conn, quick)
  const early = await listEvents(database.conn, { after: '0', limit: PAGE })
  t.same(early, [], 'no event is listed before its turn')
  await slow.commit()
  await quick
  const seen: RegistryEvent[] = [...early]
  seen.push(...(await listEvents(database.conn, { after: seen.at(-1)?.eventId ?? '0', limit: PAGE })))
  t.same(
    seen.map(({ kind }) => kind),
    ['person.linked', 'person.changed'],
  )
})

test('transactions that write audit and events in different order do not wait for each other', async (t) => {
  const database = await testDatabase(t)
  const audit = { actor: 'walidata-1', action: 'judgement.made', subjectKind: 'judgement', subjectId: SUBJECT }
  const writeAudit: Work = (tx) => appendAudit(tx, audit, new Date('2026-03-01T00:00:00Z'))
  const writeEvent: Work = (tx) => insertEvents(tx, [{ kind: 'judgement.made', subjectId: SUBJECT }])
  const one = open(database, writeAudit, writeEvent)
  await one.ready
  const other = inTransaction(database, async (tx) => {
    await writeEvent(tx)
    await writeAudit(tx)
  })
  await settledOrBlocked(database.conn, other)
  await one.commit()
  await other
  t.equal((await listEvents(database.conn, { after: '0', limit: PAGE })).length, 2)
})

test('personal values are refused as event content, and the refusal does not repeat them', async (t) => {
  const database = await testDatabase(t)
  const contents: object[] = [
    { name: 'SULASTRI' },
    { name: 'siti aminah' },
    { nik: '1606014107800003' },
    { nik: 1606014107800003 },
    { note: ['nik.1606014107800003'] },
    { of: { phone: '081234567890' } },
    { at: '1980-07-01T00:00' },
  ]
  for (const content of contents) {
    await t.rejects(add(database, { kind: 'person.changed', subjectId: SUBJECT, content }), {
      message: 'An event holds ids, codes and counts only',
    })
  }
  await add(database, {
    kind: 'batch.completed',
    subjectId: SUBJECT,
    content: { source: 'bantu-umak-2026', counts: { read: 1_000_000, linked: 0 }, confirmed: true, reverts: null },
  })
  t.equal((await listEvents(database.conn, { after: '0', limit: PAGE })).length, 1)
})
