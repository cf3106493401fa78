import sql from 'sql-template-tag'
import { test } from 'tap'
import { termsOf } from '../../../../src/application/linkage/changes/person-terms.js'
import type { Conn } from '../../../../src/storage/postgres/connection.js'
import { inventedRecords, put, withdrawal, TestRegistry } from '../../../support/registry/test-registry.js'

interface Row {
  readonly id: string
  readonly golden: string
  readonly sources: readonly string[]
}

/** The terms in the table, and the terms of the golden values of live persons. */
async function terms(conn: Conn): Promise<{ kept: string[]; shown: string[] }> {
  const rows = await conn.read<{ term: string }>(sql`
    SELECT concat_ws(' ', term, village_code, person_id) AS term FROM person_terms ORDER BY 1`)
  const persons = await conn.read<Row>(sql`SELECT person_id AS id, golden::text AS golden, sources FROM persons`)
  const shown = persons.flatMap(termsOf).map(({ term, village, personId }) => `${term} ${village} ${personId}`)
  return { kept: rows.map(({ term }) => term).sort(), shown: shown.sort() }
}

test('the search terms of persons are those of the values that they show, after any change', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const records = inventedRecords({ records: 120, seed: 11, dirt: 2 })
  const others = new Map(inventedRecords({ records: 120, seed: 11, dirt: 3 }).map((other) => [other.id, other]))
  const half = records.slice(0, 60)
  const steps = [
    records.map(put),
    half.flatMap((record) => (others.has(record.id) ? [put(others.get(record.id) ?? record)] : [])),
    half.slice(0, 30).map(withdrawal),
  ]
  for (const changes of steps) {
    await testRegistry.link(changes)
    const { kept, shown } = await terms(testRegistry.database.conn)
    t.ok(shown.length > 0)
    t.same(kept, shown)
    const [wrong] = await testRegistry.database.conn.read<{ count: number }>(sql`
      SELECT count(*)::int AS count FROM persons p WHERE p.sources <> ARRAY(
        SELECT DISTINCT l.source_code FROM live_records l WHERE l.person_id = p.person_id ORDER BY 1)`)
    t.equal(wrong?.count, 0, 'the sources of a person are the sources of its records')
  }
})
