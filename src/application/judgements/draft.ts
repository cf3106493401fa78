import { randomUUID } from 'node:crypto'
import { type JudgementRow, liveRows, supersededBy } from '../../domain/registry/judgements/judgement.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { judgementsOf, type StoredJudgement } from '../../storage/judgements/judgements.js'
import type { Judged } from './judgement-order.js'

/** A judgement that was examined and is to be written. */
export type NewJudgement = Omit<StoredJudgement, 'id' | 'supersedes'>

/** A judgement as it will be written, and what it does to others. */
export interface Draft {
  readonly judgement: StoredJudgement
  readonly judged: Judged
}

/** Drafts a verdict, which supersedes all on the same question. */
export async function draftJudgement(conn: Conn, judgement: NewJudgement): Promise<Draft> {
  const before = await judgementsOf(conn, judgement.records)
  return drafted({ ...judgement, id: randomUUID(), supersedes: supersededBy(judgement, before) }, before)
}

/** Drafts the reversal of a live judgement; what that had superseded holds again. */
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
  return drafted(reversal, await judgementsOf(conn, records))
}

function drafted(judgement: StoredJudgement, before: readonly StoredJudgement[]): Draft {
  const held = liveRows(before).map(({ id }) => id)
  const holds = liveRows([...before, judgement]).map(({ id }) => id)
  const judged = {
    judgementId: judgement.id,
    superseded: held.filter((id) => !holds.includes(id)),
    restored: holds.filter((id) => id !== judgement.id && !held.includes(id)),
    concerned: recordsConcerned(judgement, before),
  }
  return { judgement, judged }
}

/** Its own records, those of what it supersedes, and of a reversal those of what holds again. */
function recordsConcerned(written: JudgementRow, before: readonly JudgementRow[]): string[] {
  const direct = before.filter(({ id }) => written.supersedes.includes(id))
  const ids = new Set([...written.supersedes, ...direct.flatMap(({ supersedes }) => supersedes)])
  const touched = before.filter(({ id }) => ids.has(id)).flatMap(({ records }) => records)
  return [...new Set([...written.records, ...touched])].sort()
}
