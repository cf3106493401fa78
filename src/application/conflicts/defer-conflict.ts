import { appendAudit } from '../../storage/access/audit.js'
import { replaceConflicts } from '../../storage/conflicts/conflicts.js'
import type { Tx } from '../../storage/postgres/connection.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { beginJudging, type JudgingContext } from '../judgements/judging-context.js'
import { readReason } from '../judgements/judgement-order.js'
import { isRefusal, type Refusal, refuse } from '../context/refusals.js'
import { loadOpenCase } from './conflict-case.js'
import type { ConflictSummary } from './conflict-view.js'
import { summarize } from './resolution-view.js'

/** The conflict to hide, the time until which it is hidden, the caller and the reason. */
export interface DeferralOrder {
  readonly conflictId: string
  readonly version?: number
  readonly until: Date
  readonly reason: string
  readonly deferredBy: string
  readonly area: AreaPrefix
}

const LONGEST_DAYS = 366
const DAY_MS = 86_400_000

/**
 * Hides an open conflict from the queue until a time within a year; a time that has passed shows it again. Refuses with
 * REASON_MISSING, DEFERRAL_INVALID, CONFLICT_UNKNOWN, CONFLICT_CHANGED and CONFLICT_CLOSED.
 */
export async function deferConflict(
  tx: Tx,
  judging: JudgingContext,
  { conflictId, version, until, deferredBy, area, ...order }: DeferralOrder,
): Promise<ConflictSummary | Refusal> {
  await beginJudging(tx, judging)
  const now = judging.now()
  const reason = readReason(order.reason)
  if (isRefusal(reason)) return reason
  if (!(until.getTime() - now.getTime() <= LONGEST_DAYS * DAY_MS))
    return refuse('DEFERRAL_INVALID', `\`until\` must be at most ${LONGEST_DAYS} days from now.`)
  const conflictCase = await loadOpenCase(tx, { conflictId, version, area })
  if (isRefusal(conflictCase)) return conflictCase
  const { conflict } = conflictCase
  const deferredUntil = until > now ? until : undefined
  const after = { ...conflict, version: conflict.version + 1, deferredUntil }
  await replaceConflicts(tx, [after], [conflict])
  const content = { until: until.toISOString() }
  const subject = { subjectKind: 'conflict', subjectId: conflictId }
  await appendAudit(tx, { actor: deferredBy, action: 'conflict.deferred', ...subject, reason, content }, now)
  return summarize(tx, after)
}
