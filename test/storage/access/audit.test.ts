import type { Client } from 'pg'
import { test, type Test } from 'tap'
import {
  appendAudit,
  type AuditEntry,
  type AuditHead,
  listAudit,
  verifyAudit,
} from '../../../src/storage/access/audit.js'
import type { Database } from '../../../src/storage/postgres/connection.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { type Server, withClient } from '../../../src/storage/postgres/server.js'
import { testDatabase } from '../../support/storage/test-database.js'

const AT = new Date('2026-03-01T02:03:04.567Z')

function entry(number: number): AuditEntry {
  return { actor: 'walidata-1', action: 'judgement.made', subjectKind: 'judgement', subjectId: `subject-${number}` }
}

function append(database: Database, added: AuditEntry): Promise<void> {
  return inTransaction(database, (tx) => appendAudit(tx, added, AT))
}

async function chainOf(t: Test, length: number): Promise<Database & { server: Server; head: AuditHead }> {
  const database = await testDatabase(t)
  await inTransaction(database, async (tx) => {
    for (let number = 1; number <= length; number += 1) await appendAudit(tx, entry(number), AT)
  })
  const { head, broken } = await verifyAudit(database.conn)
  t.equal(broken, undefined)
  return { ...database, head: head! }
}

/** As an administrator of the server. */
function tamper(server: Server, statement: string): Promise<unknown> {
  return withClient(server, async (client: Client) => {
    await client.query('SET search_path = padan')
    return client.query(statement)
  })
}

test('an empty audit chain is valid', async (t) => {
  const { conn } = await testDatabase(t)
  t.same(await verifyAudit(conn), { head: undefined, broken: undefined })
})

test('an audit row of any content is verified', async (t) => {
  const database = await testDatabase(t)
  await append(database, {
    ...entry(1),
    reason: 'Dua orang: "kembar"\n\t– é \ud800',
    content: { rows: [1, 2], note: '\ud800' },
  })
  await append(database, { ...entry(2), reason: '' })
  await append(database, entry(3))
  t.match(await verifyAudit(database.conn), { head: { number: '3' }, broken: undefined })
})

const TAMPERINGS: readonly [what: string, statement: string, broken: string][] = [
  ['another actor', `UPDATE audit SET actor = 'walidata-2' WHERE number = 3`, '3'],
  ['another action', `UPDATE audit SET action = 'judgement.reversed' WHERE number = 3`, '3'],
  ['another subject', `UPDATE audit SET subject_id = 'subject-9' WHERE number = 3`, '3'],
  ['a text moved into the next column', `UPDATE audit SET subject_kind = 'judgements', subject_id = 'ubject-3' WHERE number = 3`, '3'],
  ['a reason put in', `UPDATE audit SET reason = '' WHERE number = 3`, '3'],
  ['another content', `UPDATE audit SET content = '{ }' WHERE number = 3`, '3'],
  ['another time', `UPDATE audit SET happened_at = happened_at + interval '1 microsecond' WHERE number = 3`, '3'],
  ['another hash', `UPDATE audit SET hash = previous_hash WHERE number = 3`, '3'],
  ['another previous hash', `UPDATE audit SET previous_hash = hash WHERE number = 3`, '3'],
  ['the first row removed', 'DELETE FROM audit WHERE number = 1', '1'],
  ['a row removed', 'DELETE FROM audit WHERE number = 3', '3'],
  ['a row removed and the gap closed', 'DELETE FROM audit WHERE number = 3; UPDATE audit SET number = number - 1 WHERE number > 3', '3'],
  ['rows that changed places', `UPDATE audit SET number = number + 100 WHERE number IN (3, 4); UPDATE audit SET number = 107 - number WHERE number > 100`, '3'],
  ['a row put in', `UPDATE audit SET number = number + 1 WHERE number = 5; INSERT INTO audit SELECT chain, 5, 'walidata-9', action, subject_kind, subject_id, reason, content, happened_at, previous_hash, hash FROM audit WHERE number = 4`, '5'],
  ['a row taken into another chain', `UPDATE audit SET chain = 'other' WHERE number = 3`, '3'],
] // prettier-ignore

test('verification finds the first row that was tampered with', async (t) => {
  for (const [what, statement, broken] of TAMPERINGS) {
    const { conn, server } = await chainOf(t, 5)
    await tamper(server, statement)
    t.equal((await verifyAudit(conn)).broken, broken, what)
  }
})

test('removed last rows are found only by comparing with a stored head', async (t) => {
  const { conn, server, head } = await chainOf(t, 5)
  await tamper(server, 'DELETE FROM audit WHERE number > 3')
  t.equal((await verifyAudit(conn)).broken, undefined)
  t.equal((await verifyAudit(conn, head)).broken, '4')
})

test('a rewritten chain is found only by comparing with a stored head', async (t) => {
  const { conn, server, head, ...database } = await chainOf(t, 3)
  await tamper(server, 'DELETE FROM audit WHERE number = 3')
  await append({ ...database, conn }, { ...entry(3), actor: 'walidata-9' })
  await append({ ...database, conn }, entry(4))
  t.equal((await verifyAudit(conn)).broken, undefined)
  t.equal((await verifyAudit(conn, head)).broken, '3')
})

test('a chain longer than a page is verified to its end', async (t) => {
  const { conn, server, head } = await chainOf(t, 2001)
  t.equal(head.number, '2001')
  await tamper(server, `UPDATE audit SET actor = 'walidata-2' WHERE number = 2001`)
  t.equal((await verifyAudit(conn)).broken, '2001')
})

test('concurrent writers form one chain', async (t) => {
  const database = await testDatabase(t)
  await Promise.all(
    Array.from({ length: 24 }, (_, number) =>
      inTransaction(database, async (tx) => {
        await appendAudit(tx, entry(number), AT)
        await appendAudit(tx, entry(number), AT)
      }),
    ),
  )
  t.match(await verifyAudit(database.conn), { head: { number: '48' }, broken: undefined })
})

test('a failed transaction leaves no gap', async (t) => {
  const database = await testDatabase(t)
  await append(database, entry(1))
  const failing = inTransaction(database, async (tx) => {
    await appendAudit(tx, entry(2), AT)
    throw new Error('Refused')
  })
  await t.rejects(failing, { message: 'Refused' })
  await append(database, entry(3))
  t.match(await verifyAudit(database.conn), { head: { number: '2' }, broken: undefined })
})

test('the audit log is listed newest first, page by page and by subject', async (t) => {
  const { conn } = await chainOf(t, 5)
  const first = await listAudit(conn, { limit: 2 })
  t.match(first, [{ number: '5', ...entry(5), reason: null, content: {}, happenedAt: AT }, { number: '4' }])
  t.match(await listAudit(conn, { limit: 9, before: '3' }), [{ number: '2' }, { number: '1' }])
  const ofSubject = await listAudit(conn, { limit: 9, subject: { kind: 'judgement', id: 'subject-3' } })
  t.match(ofSubject, [{ number: '3' }])
  t.equal(ofSubject.length, 1)
})
