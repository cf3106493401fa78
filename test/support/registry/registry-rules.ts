import sql, { type Sql } from 'sql-template-tag'
import type { Conn } from '../../../src/storage/postgres/connection.js'

/**
 * Rules that hold in every registry: the sentence of the rule, and a query for the rows that break it.
 *
 * A new noun adds its rules here: what its rows refer to exists, look-up tables agree with the rows that they are derived
 * from in both directions (a FULL JOIN finds both), periods of one member do not overlap, and each version has one event.
 * Every test that calls `TestRegistry.violations()` checks them from then on.
 */
const RULES: Readonly<Record<string, Sql>> = {
  'a live person record belongs to a live person that lists it': sql`
    SELECT l.record_id FROM live_records l LEFT JOIN persons p ON p.person_id = l.person_id AND p.state = 'live'
    WHERE l.subject = 'person' AND (p.person_id IS NULL OR NOT l.record_id = ANY (p.record_ids))`,
  'the records of a live person are live and belong to it': sql`
    SELECT p.person_id FROM persons p CROSS JOIN unnest(p.record_ids) AS r (id)
    LEFT JOIN live_records l ON l.record_id = r.id WHERE l.person_id IS DISTINCT FROM p.person_id`,
  'a person is a member of at most one household': sql`
    SELECT m.id FROM households h CROSS JOIN unnest(h.person_ids) AS m (id) GROUP BY m.id HAVING count(*) > 1`,
  'members of a household are live persons that refer to it': sql`
    SELECT h.household_id FROM households h CROSS JOIN unnest(h.person_ids) AS m (id)
    LEFT JOIN persons p ON p.person_id = m.id AND p.state = 'live' WHERE p.household_id IS DISTINCT FROM h.household_id`,
  'the household of a person lists the person as a member': sql`
    SELECT p.person_id FROM persons p LEFT JOIN households h ON h.household_id = p.household_id AND h.state = 'live'
    WHERE p.household_id IS NOT NULL AND (h.household_id IS NULL OR NOT p.person_id = ANY (h.person_ids))`,
  'the head of a household is a member of it': sql`
    SELECT household_id FROM households WHERE state = 'live' AND NOT head_id = ANY (person_ids)`,
  'the household keys are exactly those of live persons': sql`
    SELECT coalesce(p.person_id, k.person_id) FROM (SELECT * FROM persons WHERE state = 'live' AND placement IS NOT NULL) p
    FULL JOIN household_keys k ON k.person_id = p.person_id AND k.household_key = p.placement->>'key'
    WHERE p.person_id IS NULL OR k.person_id IS NULL`,
  'the block keys are exactly those of live records': sql`
    SELECT coalesce(l.record_id, k.record_id) FROM (SELECT record_id, unnest(block_keys) AS key FROM live_records) l
    FULL JOIN (SELECT block_key, unnest(record_id || coalesce(other_ids, '{}')) AS record_id FROM block_keys) k ON k.record_id = l.record_id AND k.block_key = l.key
    WHERE l.record_id IS NULL OR k.record_id IS NULL`,
  'an edge is stored from both sides, between live records': sql`
    SELECT e.record_id FROM edges e LEFT JOIN edges o ON o.record_id = e.other_id AND o.other_id = e.record_id
      AND o.weight = e.weight AND o.grade = e.grade
    LEFT JOIN live_records l ON l.record_id = e.record_id WHERE o.record_id IS NULL OR l.record_id IS NULL`,
  'the look-up by person has exactly the open conflicts, of live persons': sql`
    SELECT coalesce(c.conflict_id, k.conflict_id)
    FROM (SELECT conflict_id, unnest(person_ids) AS person_id FROM conflicts WHERE state = 'open') c
    FULL JOIN person_conflicts k ON k.conflict_id = c.conflict_id AND k.person_id = c.person_id
    LEFT JOIN persons p ON p.person_id = c.person_id AND p.state = 'live'
    WHERE c.conflict_id IS NULL OR k.conflict_id IS NULL OR p.person_id IS NULL`,
  'records of open conflicts are live': sql`
    SELECT c.conflict_id FROM conflicts c CROSS JOIN unnest(c.record_ids) AS r (id)
    LEFT JOIN live_records l ON l.record_id = r.id WHERE c.state = 'open' AND l.record_id IS NULL`,
  'the successors of an ended person end in live persons': leadsToLive('person'),
  'the successors of an ended household end in live households': leadsToLive('household'),
  'memberships do not overlap': overlaps({
    past: sql`past_memberships`,
    member: sql`record_id`,
    present: sql`SELECT record_id AS member, member_since AS began_at FROM live_records WHERE person_id IS NOT NULL`,
  }),
  'a record belongs to a person at all times between its withdrawals': sql`
    SELECT record_id FROM (
      SELECT record_id, began_at, lag(ended_at) OVER (PARTITION BY record_id ORDER BY began_at, ended_at) AS ended_before
      FROM (
        SELECT record_id, began_at, ended_at FROM past_memberships
        UNION ALL SELECT record_id, member_since, NULL FROM live_records WHERE person_id IS NOT NULL) AS periods) AS s
    WHERE began_at > ended_before GROUP BY record_id HAVING count(*) > (
      SELECT count(*) FROM source_records w WHERE w.record_id = s.record_id AND w.subject = 'withdrawal')`,
  'household memberships do not overlap': overlaps({
    past: sql`past_households`,
    member: sql`person_id`,
    present: sql`SELECT person_id AS member, household_since AS began_at FROM persons WHERE household_id IS NOT NULL`,
  }),
  'conflicts open and close in turn': sql`
    SELECT subject_id FROM (
      SELECT subject_id, kind, lag(kind) OVER (PARTITION BY subject_id ORDER BY event_id) AS before
      FROM events WHERE kind IN ('conflict.opened', 'conflict.closed')) AS e
    WHERE kind IS NOT DISTINCT FROM coalesce(before, 'conflict.closed')`,
  'the last event of a conflict is its state': sql`
    SELECT c.conflict_id FROM conflicts c LEFT JOIN (
      SELECT DISTINCT ON (subject_id) subject_id, kind FROM events WHERE kind LIKE 'conflict.%'
      ORDER BY subject_id, event_id DESC) AS e ON e.subject_id = c.conflict_id
    WHERE e.kind IS DISTINCT FROM CASE c.state WHEN 'open' THEN 'conflict.opened' ELSE 'conflict.closed' END`,
  'each version of a person has one event': onePerVersion('person'),
  'each version of a household has one event': onePerVersion('household'),
}

/** The rules that the registry breaks, each with the number of rows. */
export async function brokenRules(conn: Conn): Promise<string[]> {
  const broken: string[] = []
  for (const [rule, query] of Object.entries(RULES)) {
    const rows = await conn.read(query)
    if (rows.length > 0) broken.push(`${rows.length} rows break: ${rule}`)
  }
  return broken
}

/** Finds ended rows whose successors are unknown, missing, or do not reach a live row within 50 steps (a circle). */
function leadsToLive(subject: 'person' | 'household'): Sql {
  const [table, id] = subject === 'person' ? [sql`persons`, sql`person_id`] : [sql`households`, sql`household_id`]
  return sql`
    WITH RECURSIVE way AS (
      SELECT ${id} AS origin, unnest(successor_ids) AS reached, 1 AS steps FROM ${table} WHERE state <> 'live'
      UNION ALL
      SELECT w.origin, n.id, w.steps + 1 FROM way w JOIN ${table} s ON s.${id} = w.reached
        CROSS JOIN unnest(s.successor_ids) AS n (id) WHERE s.state <> 'live' AND w.steps < 50
    )
    SELECT w.origin FROM way w LEFT JOIN ${table} s ON s.${id} = w.reached WHERE s.${id} IS NULL OR w.steps = 50
    UNION ALL
    SELECT s.${id} FROM ${table} s WHERE s.state IN ('merged', 'split') AND cardinality(s.successor_ids) = 0`
}

interface Periods {
  readonly past: Sql
  readonly member: Sql
  readonly present: Sql
}

function overlaps({ past, member, present }: Periods): Sql {
  return sql`
    SELECT member FROM (
      SELECT member, began_at, lag(ended_at) OVER (PARTITION BY member ORDER BY began_at, ended_at) AS ended_before
      FROM (
        SELECT ${member} AS member, began_at, ended_at FROM ${past}
        UNION ALL SELECT member, began_at, NULL FROM (${present}) AS n) AS periods) AS s
    WHERE began_at < ended_before`
}

function onePerVersion(subject: 'person' | 'household'): Sql {
  const [table, id] = subject === 'person' ? [sql`persons`, sql`person_id`] : [sql`households`, sql`household_id`]
  return sql`
    SELECT s.${id} FROM ${table} s LEFT JOIN (
      SELECT subject_id, count(*) AS events FROM events WHERE kind LIKE ${subject + '.%'} GROUP BY subject_id
    ) AS e ON e.subject_id = s.${id}
    WHERE s.version IS DISTINCT FROM e.events`
}
