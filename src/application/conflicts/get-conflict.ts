import type { ConflictState } from '../../storage/conflicts/conflicts.js'
import type { Conn, Database } from '../../storage/postgres/connection.js'
import { findHouseholds } from '../../storage/households/households.js'
import { listJudgements } from '../../storage/judgements/judgements.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { inPreview } from '../context/unit-of-work.js'
import type { JudgingContext } from '../judgements/judging-context.js'
import type { JudgementEffects } from '../judgements/judgement-effects.js'
import { loadParts } from '../persons/get-persons.js'
import { type JudgementView, originsOf, viewJudgement } from '../persons/person-history.js'
import { type PersonView, type RecordView, viewPerson, viewRecord } from '../persons/person-view.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import { type ConflictCase, loadCase } from './conflict-case.js'
import { type ConflictSummary, viewConflictSummary } from './conflict-view.js'
import { type EvidenceView, viewEvidence } from './evidence-view.js'
import { type HouseholdContext, viewHouseholdContexts } from './household-context.js'
import { offeredVerdicts } from './offer-verdicts.js'
import { type VerdictInput, writeVerdict } from './read-verdict.js'
import { previewResolution, type Resolution } from './resolve-conflict.js'
import type { ConflictVerdict, Verdict } from './verdict.js'

/** A person of a conflict, with golden values, records and household. */
export interface ConflictParty {
  readonly person: PersonView
  readonly records: readonly RecordView[]
  readonly household: HouseholdContext | null
}

/** A verdict that fits the conflict, and its effects. */
export interface OfferedVerdict {
  readonly verdict: ConflictVerdict
  /** The value that this verdict makes the golden value. */
  readonly value: string | null
  /** The body to send for this verdict; the reason is to be added. */
  readonly answer: VerdictInput
  /** The state in which the verdict would leave the conflict. */
  readonly leaves: ConflictState
  readonly effects: JudgementEffects
}

/** A conflict with everything that is needed to resolve it. */
export interface ConflictView extends ConflictSummary {
  readonly evidence: EvidenceView
  /** At most the first 20. */
  readonly parties: readonly ConflictParty[]
  readonly verdicts: readonly OfferedVerdict[]
  /** Earlier judgements on the conflict, the newest first. */
  readonly judgements: readonly JudgementView[]
}

const MOST_PARTIES = 20
const MOST_OFFERS = 12
/** Half of the connections for transactions, since passes need one as well. */
const PREVIEWS_AT_ONCE = 3
const MOST_JUDGEMENTS = 100
const DATE_LENGTH = 10

/** A conflict to read, and the area that the caller may see. */
export interface ConflictInArea {
  readonly id: string
  readonly area: AreaPrefix
}

/** Reads a conflict and previews the verdicts that fit it; refuses with CONFLICT_UNKNOWN, also outside the area. */
export async function getConflict(
  database: Database,
  judging: JudgingContext,
  { id, area }: ConflictInArea,
): Promise<ConflictView | Refusal> {
  const { conn } = database
  const conflictCase = await loadCase(conn, id, area)
  if (isRefusal(conflictCase)) return conflictCase
  const context = await judging.reader.read(conn)
  const [evidence, parties, verdicts, judgements] = await Promise.all([
    viewEvidence(conn, conflictCase, context),
    partiesOf(conn, conflictCase),
    conflictCase.conflict.state === 'open' ? previewVerdicts(database, judging, { conflictCase, area }) : [],
    judgementsOn(conn, id),
  ])
  return {
    ...viewConflictSummary(conflictCase.conflict, conflictCase.persons),
    evidence,
    parties,
    verdicts,
    judgements,
  }
}

async function partiesOf(conn: Conn, { conflict, persons }: ConflictCase): Promise<readonly ConflictParty[]> {
  const shown = conflict.personIds.slice(0, MOST_PARTIES).flatMap((id) => persons.get(id) ?? [])
  const parts = await loadParts(conn, shown)
  const households = await findHouseholds(conn, [...new Set(shown.flatMap(({ householdId }) => householdId ?? []))])
  const contexts = await viewHouseholdContexts(conn, households)
  return shown.flatMap(({ id, householdId }) => {
    const found = parts.get(id)
    if (found === undefined) return []
    const household = contexts.get(householdId ?? '') ?? null
    return [{ person: viewPerson(found), records: found.records.map(viewRecord), household }]
  })
}

/**
 * Runs a real preview of each verdict, so that the effects shown are those that it would have. A preview is dozens of short
 * queries one after the other: several at once take little longer than one.
 */
async function previewVerdicts(
  database: Database,
  judging: JudgingContext,
  { conflictCase, area }: { readonly conflictCase: ConflictCase; readonly area: AreaPrefix },
): Promise<readonly OfferedVerdict[]> {
  const { id, version } = conflictCase.conflict
  const today = judging.now().toISOString().slice(0, DATE_LENGTH)
  const order = { conflictId: id, version, reason: 'preview', judgedBy: 'padan', area }
  const offered = offeredVerdicts(conflictCase, today).slice(0, MOST_OFFERS)
  const offers: OfferedVerdict[] = []
  for (let at = 0; at < offered.length; at += PREVIEWS_AT_ONCE) {
    const previewed = offered.slice(at, at + PREVIEWS_AT_ONCE).map(async (verdict) => {
      const result = await inPreview(database, (tx) => previewResolution(tx, judging, { ...order, ...verdict }))
      return isRefusal(result) ? [] : [viewOffer(verdict, conflictCase, result)]
    })
    offers.push(...(await Promise.all(previewed)).flat())
  }
  return offers
}

function viewOffer(verdict: Verdict, { records }: ConflictCase, { conflict, effects }: Resolution): OfferedVerdict {
  return {
    verdict: verdict.verdict,
    value: verdict.value ?? null,
    answer: writeVerdict(verdict, (id) => records.get(id)),
    leaves: conflict.state,
    effects,
  }
}

async function judgementsOn(conn: Conn, conflictId: string): Promise<readonly JudgementView[]> {
  const judgements = await listJudgements(conn, { conflictId, limit: MOST_JUDGEMENTS })
  const origins = await originsOf(
    conn,
    judgements.flatMap(({ records }) => records),
  )
  return judgements.map((judgement) => viewJudgement(judgement, origins))
}
