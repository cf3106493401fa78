import { appendAudit } from '../../storage/access/audit.js'
import { replaceConflicts } from '../../storage/conflicts/conflicts.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { type Desk, sit } from '../judgements/judging-desk.js'
import { readReason } from '../judgements/judgement-order.js'
import { isRefusal, type Refusal, refuse } from '../context/refusals.js'
import { loadCase } from './conflict-case.js'
import type { ConflictSummary } from './conflict-view.js'
import { summarize } from './resolution-view.js'

/** Until when a conflict is to stay out of the queue, by whom and why. */
export interface Deferring {
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
 * Keeps an open conflict out of the queue until a time within a year; a time that has passed brings it back. Refuses with
 * REASON_MISSING, DEFERRAL_INVALID, CONFLICT_UNKNOWN, CONFLICT_CHANGED and CONFLICT_CLOSED.
 */
export function deferConflict(desk: Desk, deferring: Deferring): Promise<ConflictSummary | Refusal> {
  const { conflictId, version, until, deferredBy, area } = deferring
  return sit(desk, async ({ tx }) => {
    const now = desk.registry.now()
    const reason = readReason(deferring.reason)
    if (isRefusal(reason)) return reason
    if (!(until.getTime() - now.getTime() <= LONGEST_DAYS * DAY_MS))
      return refuse('DEFERRAL_INVALID', `A conflict is deferred for at most ${LONGEST_DAYS} days.`)
    const found = await loadCase(tx, conflictId, area)
    if (isRefusal(found)) return found
    const { conflict } = found
    if (version !== undefined && version !== conflict.version)
      return refuse('CONFLICT_CHANGED', 'The conflict has changed since: read it anew.')
    if (conflict.state !== 'open') return refuse('CONFLICT_CLOSED', 'The conflict is closed already.')
    const deferredUntil = until > now ? until : undefined
    const after = { ...conflict, version: conflict.version + 1, deferredUntil }
    await replaceConflicts(tx, [after], [conflict])
    const content = { until: until.toISOString() }
    const subject = { subjectKind: 'conflict', subjectId: conflictId }
    await appendAudit(tx, { actor: deferredBy, action: 'conflict.deferred', ...subject, reason, content }, now)
    return summarize(tx, after)
  })
}
