import { randomUUID } from 'node:crypto'
import { type JudgementRow, liveRows, supersededBy } from '../../domain/registry/judgements/judgement.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { judgementsOf, type StoredJudgement } from '../../storage/judgements/judgements.js'
import type { Judged } from './judgement-order.js'

/** A valid judgement that is not written yet. */
export type NewJudgement = Omit<StoredJudgement, 'id' | 'supersedes'>

/** A judgement with the id that it will be written under, and its effect on other judgements. */
export interface Draft {
  readonly judgement: StoredJudgement
  readonly judged: Judged
}

/** Drafts a judgement, which supersedes all judgements on the same matter. */
export async function draftJudgement(conn: Conn, judgement: NewJudgement): Promise<Draft> {
  const before = await judgementsOf(conn, judgement.records)
  return toDraft({ ...judgement, id: randomUUID(), supersedes: supersededBy(judgement, before) }, before)
}

/** Drafts the reversal of a live judgement; the judgements that it superseded become live again. */
export async function draftReversalOf(
  conn: Conn,
  reversed: StoredJudgement,
  { reason, judgedBy, judgedAt }: Pick<StoredJudgement, 'reason' | 'judgedBy' | 'judgedAt'>,
): Promise<Draft> {
  const { id, subject, records, field, conflictId, basis } = reversed
  const reversal: StoredJudgement = {
    id: randomUUID(),
    subject,
    verdict: 'reversed',
    records,
    ...(field === undefined ? {} : { field }),
    ...(conflictId === undefined ? {} : { conflictId }),
    supersedes: [id],
    basis,
    reason,
    judgedBy,
    judgedAt,
  }
  return toDraft(reversal, await judgementsOf(conn, records))
}

function toDraft(judgement: StoredJudgement, before: readonly StoredJudgement[]): Draft {
  const liveBefore = liveRows(before).map(({ id }) => id)
  const liveAfter = liveRows([...before, judgement]).map(({ id }) => id)
  const judged = {
    judgementId: judgement.id,
    superseded: liveBefore.filter((id) => !liveAfter.includes(id)),
    restored: liveAfter.filter((id) => id !== judgement.id && !liveBefore.includes(id)),
    concerned: recordsConcerned(judgement, before),
  }
  return { judgement, judged }
}

/** The records of the judgement, of the judgements that it supersedes, and of those that become live again. */
function recordsConcerned(written: JudgementRow, before: readonly JudgementRow[]): string[] {
  const direct = before.filter(({ id }) => written.supersedes.includes(id))
  const ids = new Set([...written.supersedes, ...direct.flatMap(({ supersedes }) => supersedes)])
  const touched = before.filter(({ id }) => ids.has(id)).flatMap(({ records }) => records)
  return [...new Set([...written.records, ...touched])].sort()
}
