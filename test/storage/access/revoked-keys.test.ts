import { randomBytes, randomUUID } from 'node:crypto'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { findApiKey, insertApiKey, revokeApiKey } from '../../../src/storage/access/api-keys.js'
import { withClient } from '../../../src/storage/postgres/server.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { testDatabase } from '../../support/storage/test-database.js'

const REFUSED = { name: 'DatabaseError', code: '42501' }

test('a revoked key stays revoked, whatever the service or the owner sets', async (t) => {
  const database = await testDatabase(t)
  const id = randomUUID()
  const at = new Date(Date.UTC(2026, 10, 2))
  const key = {
    prefix: 'a1b2c3d4e5f6',
    hash: randomBytes(32),
    name: 'Portal',
    roles: ['reader'],
    sources: [],
    scopes: [],
  }
  await inTransaction(database, (tx) =>
    insertApiKey(tx, { id, ...key, areaPrefix: null, madeBy: 'admin', madeAt: at, expiresAt: null }),
  )
  const set = (statement: ReturnType<typeof sql>) => inTransaction(database, (tx) => tx.write(statement))
  t.equal(await inTransaction(database, (tx) => revokeApiKey(tx, id, at)), true)
  t.equal(await inTransaction(database, (tx) => revokeApiKey(tx, id, at)), false)
  const attacks = [
    sql`UPDATE api_keys SET revoked_at = NULL`,
    sql`UPDATE api_keys SET revoked_at = 'infinity'`,
    sql`UPDATE api_keys SET revoked_at = revoked_at + interval '1 second'`,
    sql`UPDATE api_keys SET revoked_at = DEFAULT WHERE revoked_at IS NOT NULL`,
  ]
  for (const attack of attacks) await t.rejects(set(attack), REFUSED, attack.text)
  const owners = [
    `SET roles = '{admin}'`,
    `SET scopes = '{pii:read}'`,
    `SET area_prefix = NULL, name = 'x'`,
    `SET hash = prefix::bytea`,
  ]
  for (const change of [...owners, 'SET revoked_at = NULL'])
    await t.rejects(
      withClient(database.server, (owner) => owner.query(`UPDATE padan.api_keys ${change}`)),
      { code: '42501' },
      change,
    )
  t.same((await findApiKey(database.conn, id))?.revokedAt, at)
})

test('the rows that showed a person are found by an index, however long the log', async (t) => {
  const database = await testDatabase(t)
  await withClient(database.server, (owner) =>
    owner.query(`
      INSERT INTO padan.audit (chain, number, actor, action, subject_kind, subject_id, content, happened_at, previous_hash, hash)
      SELECT 'registry', n, 'a', 'person.searched', 'person', gen_random_uuid()::text,
        CASE WHEN n % 2 = 0 THEN json_build_object('count', 1)
          ELSE ('{"count":1,"persons":["' || md5(n::text)::uuid || '"]}')::json END,
        now(), decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
      FROM generate_series(1, 20000) n;
      ANALYZE padan.audit`),
  )
  const plan = await database.conn.read<Record<string, string>>(sql`
    EXPLAIN SELECT number FROM audit WHERE chain = 'registry' AND number IN (
      SELECT subject.number FROM audit subject WHERE subject.subject_kind = 'person' AND subject.subject_id = 'x'
      UNION ALL
      SELECT shown.number FROM audit shown
      WHERE shown.content::text LIKE '%"persons":[%' AND ((shown.content -> 'persons')::jsonb) @> '["x"]'::jsonb
    ) ORDER BY number DESC LIMIT 51`)
  const text = plan.map((line) => line['QUERY PLAN']).join('\n')
  t.match(text, 'audit_shown_persons')
  t.match(text, 'audit_subject')
  t.notMatch(text, 'Seq Scan')
})
