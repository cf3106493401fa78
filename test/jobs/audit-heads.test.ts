import sql from 'sql-template-tag'
import { test } from 'tap'
import { AuditHeads } from '../../src/jobs/audit-heads.js'
import type { AuditHead } from '../../src/application/reporting/watch-audit.js'
import { appendAudit, verifyAudit } from '../../src/storage/access/audit.js'
import { inTransaction } from '../../src/storage/postgres/transaction.js'
import { withClient } from '../../src/storage/postgres/server.js'
import { testDatabase } from '../support/storage/test-database.js'

const AT = new Date(Date.UTC(2026, 10, 2))
const HOUR_MS = 3_600_000

test('each new head is told, also at the end, and a chain that was written anew is noticed', async (t) => {
  const database = await testDatabase(t)
  const append = (reason: string) =>
    inTransaction(database, (tx) =>
      appendAudit(tx, { actor: 'a', action: 'x.y', subjectKind: 'person', subjectId: '1', reason }, AT),
    )
  const told: AuditHead[] = []
  const rewritten: AuditHead[] = []
  const failures: unknown[] = []
  const heads = new AuditHeads(database.conn, {
    everyMs: HOUR_MS,
    onHead: (head) => told.push(head),
    onRewritten: (head) => rewritten.push(head),
    onFailure: (error) => failures.push(error),
  })
  heads.start()
  await heads.tell()
  t.same(told, [], 'an empty log has no head')
  await append('satu')
  await heads.tell()
  await heads.tell()
  t.match(told, [{ number: '1', hash: /^[0-9a-f]{64}$/ }], 'the same head is told once')
  t.same((await verifyAudit(database.conn, told[0])).broken, undefined)

  await withClient(database.server, (owner) => owner.query('DELETE FROM padan.audit'))
  await append('dipalsukan')
  t.same((await verifyAudit(database.conn)).broken, undefined, 'by itself the new chain is valid')
  t.equal((await verifyAudit(database.conn, told[0])).broken, '1', 'against the head that was told it is not')
  await heads.tell()
  t.same(rewritten, told.slice(0, 1))
  await append('dua')
  await heads.stop()
  t.match(told.at(-1), { number: '2' })
  t.same(failures, [])
  t.same(await database.conn.read(sql`SELECT count(*)::int AS rows FROM audit`), [{ rows: 2 }])
})
