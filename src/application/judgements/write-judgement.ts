import { appendAudits } from '../../storage/access/audit.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { insertEvents } from '../../storage/access/events.js'
import { insertJudgement } from '../../storage/judgements/judgements.js'
import { touchRecords } from '../../storage/linkage/touched-records.js'
import type { Draft } from './draft.js'
import type { Judged } from './judgement-order.js'

/**
 * Writes a draft with its audit row and event, and has the records linked anew by the next pass. The caller has taken the
 * judgements' lock before reading what the verdict rests on.
 */
export async function writeJudgement(tx: Tx, draft: Draft): Promise<Judged> {
  await enterDraft(tx, draft)
  await touchRecords(tx, draft.judged.concerned)
  await tellDrafts(tx, [draft])
  return draft.judged
}

/** Writes the judgement alone: from then on the transaction sees it. */
export function enterDraft(tx: Tx, { judgement, judged }: Draft): Promise<void> {
  return insertJudgement(tx, judgement, judged.concerned)
}

/**
 * Writes the audit rows and events of drafts. The value that was judged stays in the judgement: events leave the house, and
 * the audit is read by more people.
 */
export async function tellDrafts(tx: Tx, drafts: readonly Draft[]): Promise<void> {
  const [first] = drafts
  if (first === undefined) return
  const told = drafts.map(tellingOf)
  await appendAudits(
    tx,
    told.map(({ action, subjectId, content }, at) => {
      const { reason, judgedBy } = drafts[at]?.judgement ?? first.judgement
      return { actor: judgedBy, action, subjectKind: 'judgement', subjectId, reason, content }
    }),
    first.judgement.judgedAt,
  )
  await insertEvents(
    tx,
    told.map(({ action, subjectId, content }) => ({ kind: action, subjectId, content })),
  )
}

function tellingOf({ judgement, judged: { superseded, restored } }: Draft) {
  const { id, subject, verdict, records, field, conflictId, supersedes } = judgement
  const content = { subject, verdict, records, field, conflict: conflictId, superseded, restored }
  const isReversal = verdict === 'reversed'
  const action = isReversal ? ('judgement.reversed' as const) : ('judgement.made' as const)
  return { action, subjectId: isReversal ? (supersedes[0] ?? id) : id, content }
}
