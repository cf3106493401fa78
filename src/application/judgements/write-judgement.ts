import { randomUUID } from 'node:crypto'
import { type JudgementRow, liveRows, supersededBy } from '../../domain/registry/judgement.js'
import { appendAudit } from '../../storage/audit.js'
import type { Tx } from '../../storage/connection.js'
import { insertEvents } from '../../storage/events.js'
import { insertJudgement, judgementsOf, type StoredJudgement } from '../../storage/judgements.js'
import { touchRecords } from '../../storage/touched-records.js'
import type { Judged } from './judgement-order.js'

/** A judgement that was examined and is to be written. */
export type NewJudgement = Omit<StoredJudgement, 'id' | 'supersedes'>

/**
 * Writes a verdict, which supersedes all on the same question, with its audit row and event, and has the records linked
 * anew. The caller has taken the judgements' lock before reading what the verdict rests on.
 */
export async function writeJudgement(tx: Tx, judgement: NewJudgement): Promise<Judged> {
  const before = await judgementsOf(tx, judgement.records)
  const written = { ...judgement, id: randomUUID(), supersedes: supersededBy(judgement, before) }
  return settle(tx, written, before)
}

/** Writes the reversal of a live judgement likewise; what that had superseded holds again. */
export async function writeReversal(
  tx: Tx,
  reversed: StoredJudgement,
  { reason, judgedBy, judgedAt }: Pick<StoredJudgement, 'reason' | 'judgedBy' | 'judgedAt'>,
): Promise<Judged> {
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
  return settle(tx, reversal, await judgementsOf(tx, records))
}

async function settle(tx: Tx, written: StoredJudgement, before: readonly StoredJudgement[]): Promise<Judged> {
  const concerned = recordsConcerned(written, before)
  await insertJudgement(tx, written, concerned)
  await touchRecords(tx, concerned)
  const judged = effectOf(written, before)
  await tell(tx, written, judged)
  return judged
}

/** Its own records, those of what it supersedes, and of a reversal those of what holds again. */
function recordsConcerned(written: JudgementRow, before: readonly JudgementRow[]): string[] {
  const direct = before.filter(({ id }) => written.supersedes.includes(id))
  const ids = new Set([...written.supersedes, ...direct.flatMap(({ supersedes }) => supersedes)])
  const touched = before.filter(({ id }) => ids.has(id)).flatMap(({ records }) => records)
  return [...new Set([...written.records, ...touched])].sort()
}

function effectOf(written: JudgementRow, before: readonly JudgementRow[]): Judged {
  const held = liveRows(before).map(({ id }) => id)
  const holds = liveRows([...before, written]).map(({ id }) => id)
  return {
    judgementId: written.id,
    superseded: held.filter((id) => !holds.includes(id)),
    restored: holds.filter((id) => id !== written.id && !held.includes(id)),
  }
}

/** The value that was judged stays in the judgement: events leave the house, and the audit is read by more people. */
async function tell(tx: Tx, written: StoredJudgement, { superseded, restored }: Judged): Promise<void> {
  const { id, subject, verdict, records, field, conflictId, reason, judgedBy, judgedAt } = written
  const content = { subject, verdict, records, field, conflict: conflictId, superseded, restored }
  const isReversal = verdict === 'reversed'
  const action = isReversal ? 'judgement.reversed' : 'judgement.made'
  const subjectId = isReversal ? (written.supersedes[0] ?? id) : id
  const entry = { actor: judgedBy, action, subjectKind: 'judgement', subjectId, reason, content }
  await appendAudit(tx, entry, judgedAt)
  await insertEvents(tx, [{ kind: action, subjectId, content }])
}
