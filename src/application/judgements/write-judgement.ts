import { appendAudits } from '../../storage/access/audit.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { insertEvents } from '../../storage/access/events.js'
import { insertJudgement } from '../../storage/judgements/judgements.js'
import { touchRecords } from '../../storage/linkage/touched-records.js'
import type { Draft } from './draft.js'
import type { Judged } from './judgement-order.js'

/**
 * Writes a draft with its audit row and event, and marks the records for the next linking pass. The caller must have taken
 * the lock of judgements before it drafted.
 */
export async function writeJudgement(tx: Tx, draft: Draft): Promise<Judged> {
  await insertDraft(tx, draft)
  await touchRecords(tx, draft.judged.concerned)
  await auditDrafts(tx, [draft])
  return draft.judged
}

/** Writes the judgement without audit row and event, so that later reads of the transaction see it. */
export function insertDraft(tx: Tx, { judgement, judged }: Draft): Promise<void> {
  return insertJudgement(tx, judgement, judged.concerned)
}

/**
 * Writes the audit rows and events of drafts. They leave out the judged value: events go to other systems, and more users
 * may read the audit log than judgements.
 */
export async function auditDrafts(tx: Tx, drafts: readonly Draft[]): Promise<void> {
  const [first] = drafts
  if (first === undefined) return
  const entries = drafts.map(auditEntryOf)
  await appendAudits(
    tx,
    entries.map(({ action, subjectId, content }, at) => {
      const { reason, judgedBy } = drafts[at]?.judgement ?? first.judgement
      return { actor: judgedBy, action, subjectKind: 'judgement', subjectId, reason, content }
    }),
    first.judgement.judgedAt,
  )
  await insertEvents(
    tx,
    entries.map(({ action, subjectId, content }) => ({ kind: action, subjectId, content })),
  )
}

function auditEntryOf({ judgement, judged: { superseded, restored } }: Draft) {
  const { id, subject, verdict, records, field, conflictId, supersedes } = judgement
  const content = { subject, verdict, records, field, conflict: conflictId, superseded, restored }
  const isReversal = verdict === 'reversed'
  const action = isReversal ? ('judgement.reversed' as const) : ('judgement.made' as const)
  return { action, subjectId: isReversal ? (supersedes[0] ?? id) : id, content }
}
