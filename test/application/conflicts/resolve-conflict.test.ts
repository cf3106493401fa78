import sql from 'sql-template-tag'
import { test } from 'tap'
import { previewResolution, resolveConflict } from '../../../src/application/conflicts/resolve-conflict.js'
import { previewUndoing, undoJudgement } from '../../../src/application/judgements/undo-judgement.js'
import type { JudgementEffects } from '../../../src/application/judgements/judgement-effects.js'
import { verifyAudit } from '../../../src/storage/access/audit.js'
import type { Conn } from '../../../src/storage/postgres/connection.js'
import { withClient } from '../../../src/storage/postgres/server.js'
import type { TestRegistry } from '../../support/registry/test-registry.js'
import { snapshotText } from '../../support/registry/snapshot-text.js'
import { notRefused } from '../../support/batches/process-batch.js'
import { reviewRegistry, JUDGE } from '../../support/registry/review-registry.js'
import { CONFLICT_EXAMPLES } from '../../support/registry/conflict-examples.js'
import { judge, preview } from '../../support/registry/perform.js'

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Everything that a transaction may write, and how far the numbers are that it may use up. */
async function traces({ database: { conn }, server }: TestRegistry): Promise<unknown> {
  const [row] = await conn.read(sql`
    SELECT (SELECT count(*) FROM judgements) AS judgements, (SELECT count(*) FROM judgement_records) AS bearing,
      (SELECT count(*) FROM audit) AS audit, (SELECT count(*) FROM events) AS events,
      (SELECT count(*) FROM pending_records) AS pending, (SELECT sum(version) FROM persons) AS persons,
      (SELECT sum(version) FROM households) AS households, (SELECT sum(version) FROM conflicts) AS conflicts,
      (SELECT count(*) FROM past_memberships) AS memberships, (SELECT count(*) FROM past_households) AS stays`)
  const numbers = await withClient(server, async (client) => {
    const { rows } = await client.query<object>(
      `SELECT e.last_value AS event, e.is_called, v.last_value AS version
       FROM padan.events_event_id_seq e, padan.record_versions v`,
    )
    return rows
  })
  return { row, numbers }
}

async function knownIds(conn: Conn): Promise<ReadonlySet<string>> {
  const rows = await conn.read<{ id: string }>(sql`
    SELECT person_id AS id FROM persons UNION SELECT household_id FROM households UNION SELECT conflict_id FROM conflicts`)
  return new Set(rows.map(({ id }) => id))
}

/** The person and the household of each record, by id. */
async function liveIds(conn: Conn): Promise<unknown> {
  return [
    await conn.read(sql`SELECT record_id, person_id FROM live_records ORDER BY record_id`),
    await conn.read(sql`SELECT person_id, household_id FROM persons WHERE state = 'live' ORDER BY person_id`),
  ]
}

/** Effects as a preview returns them: without ids of new persons and households. */
function withoutNew(effects: JudgementEffects, known: ReadonlySet<string>): unknown {
  const text = JSON.stringify(effects).replaceAll(/"([^"]*)"/g, (quoted, value: string) =>
    value.match(UUID) !== null && !known.has(value) ? 'null' : quoted,
  )
  return JSON.parse(text)
}

function notable(effects: readonly { readonly effect: string }[]): string[] {
  return effects
    .map(({ effect }) => effect)
    .filter((effect) => effect !== 'changed')
    .sort()
}

for (const { kind, records: people, verdict, persons, households } of CONFLICT_EXAMPLES) {
  test(`${kind} is resolved by ${JSON.stringify(verdict)} as its preview showed, and opened again by undoing it`, async (t) => {
    const { testRegistry, judging, open } = await reviewRegistry(t, people)
    const { conn } = testRegistry.database
    const { id, version } = await open(kind)
    const [before, known, tracesBefore] = [await snapshotText(conn), await knownIds(conn), await traces(testRegistry)]
    const idsBefore = await liveIds(conn)
    const order = { ...JUDGE, ...verdict, conflictId: id, version }
    const foretold = notRefused(await preview(judging, previewResolution, order))
    t.same(await traces(testRegistry), tracesBefore, 'a preview leaves no trace')
    t.equal(foretold.conflict.state, 'resolved')

    const { effects, judgements, conflict: after } = notRefused(await judge(judging, resolveConflict, order))
    t.same(withoutNew(effects, known), foretold.effects)
    t.match(after, { id, state: 'resolved', version: version + 1 })
    t.same(notable(effects.persons), persons)
    t.same(notable(effects.households), households)
    t.same((await conn.read(sql`SELECT FROM pending_records`)).length, 0, 'nothing is left to be linked')
    t.same(await testRegistry.violations(), [])

    for (const { judgementId } of judgements.toReversed()) {
      const ids = await knownIds(conn)
      const awaited = notRefused(await preview(judging, previewUndoing, { ...JUDGE, judgementId }))
      const undone = notRefused(await judge(judging, undoJudgement, { ...JUDGE, judgementId }))
      t.same(withoutNew(undone.effects, ids), awaited.effects, 'an id that returns is foretold')
    }
    t.match(await open(kind), { id, state: 'open', kind }, 'the same conflict is open again')
    t.same(await snapshotText(conn), before, 'all is as it was')
    // Three merged persons are split in two steps. In between the id stays with the larger part, whichever person had it before.
    const areAllPartedAtOnce = persons.filter((effect) => effect === 'merged').length < 2
    if (areAllPartedAtOnce) t.same(await liveIds(conn), idsBefore, 'under the ids of before')
    t.same(await testRegistry.violations(), [])
    t.match(await verifyAudit(conn), { broken: undefined })
  })
}
