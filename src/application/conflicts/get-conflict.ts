import type { ConflictState } from '../../storage/conflicts/conflicts.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findHouseholds } from '../../storage/households/households.js'
import { listJudgements } from '../../storage/judgements/judgements.js'
import type { AreaPrefix } from '../context/area-scope.js'
import type { Desk } from '../judgements/judging-desk.js'
import type { VerdictEffects } from '../judgements/verdict-effects.js'
import { loadParts } from '../persons/get-persons.js'
import { type JudgementView, originsOf, viewJudgement } from '../persons/person-history.js'
import { type PersonView, type RecordView, viewPerson, viewRecord } from '../persons/person-view.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import { type ConflictCase, loadCase } from './conflict-case.js'
import { type ConflictSummary, viewConflictSummary } from './conflict-view.js'
import { type EvidenceView, viewEvidence } from './evidence-view.js'
import { type HouseholdContext, viewHouseholdContexts } from './household-context.js'
import { offeredVerdicts } from './offer-verdicts.js'
import { type GivenVerdict, writeVerdict } from './read-verdict.js'
import { previewResolution, type Resolution } from './resolve-conflict.js'
import type { ConflictVerdict, Verdict } from './verdict.js'

/** One of those whom a conflict is about: their golden values, what each list says of them, and with whom they live. */
export interface ConflictParty {
  readonly person: PersonView
  readonly records: readonly RecordView[]
  readonly household: HouseholdContext | null
}

/** A verdict that can be given, and everything that it would do. */
export interface OfferedVerdict {
  readonly verdict: ConflictVerdict
  /** The value that it says is right. */
  readonly value: string | null
  /** What to send, with a reason, to give it. */
  readonly answer: GivenVerdict
  /** The state in which the verdict would leave the conflict. */
  readonly leaves: ConflictState
  readonly effects: VerdictEffects
}

/** A conflict with all that is needed to decide it. */
export interface ConflictView extends ConflictSummary {
  readonly evidence: EvidenceView
  /** At most some of many. */
  readonly parties: readonly ConflictParty[]
  readonly verdicts: readonly OfferedVerdict[]
  /** Verdicts given on it before, the newest first. */
  readonly judgements: readonly JudgementView[]
}

const MOST_PARTIES = 20
const MOST_OFFERS = 12
/** Half of the connections for transactions: passes need one as well. */
const TRIALS_AT_ONCE = 3
const MOST_JUDGEMENTS = 100
const DATE_LENGTH = 10

/** A conflict as it stands; CONFLICT_UNKNOWN also where it does not lie in the area. */
export async function getConflict(desk: Desk, id: string, area: AreaPrefix): Promise<ConflictView | Refusal> {
  const { conn } = desk.registry.database
  const theCase = await loadCase(conn, id, area)
  if (isRefusal(theCase)) return theCase
  const context = await desk.reader.read(conn)
  const [evidence, parties, verdicts, judgements] = await Promise.all([
    viewEvidence(conn, theCase, context),
    partiesOf(conn, theCase),
    theCase.conflict.state === 'open' ? tryVerdicts(desk, theCase, area) : [],
    judgementsOn(conn, id),
  ])
  return { ...viewConflictSummary(theCase.conflict, theCase.persons), evidence, parties, verdicts, judgements }
}

async function partiesOf(conn: Conn, { conflict, persons }: ConflictCase): Promise<readonly ConflictParty[]> {
  const shown = conflict.personIds.slice(0, MOST_PARTIES).flatMap((id) => persons.get(id) ?? [])
  const parts = await loadParts(conn, shown)
  const houses = await findHouseholds(conn, [...new Set(shown.flatMap(({ householdId }) => householdId ?? []))])
  const contexts = await viewHouseholdContexts(conn, houses)
  return shown.flatMap(({ id, householdId }) => {
    const found = parts.get(id)
    if (found === undefined) return []
    const household = contexts.get(householdId ?? '') ?? null
    return [{ person: viewPerson(found), records: found.records.map(viewRecord), household }]
  })
}

/**
 * Each verdict is tried, so that what is shown is what would happen. A trial is dozens of short questions to the database
 * one after the other, so that several at once take little longer than one.
 */
async function tryVerdicts(desk: Desk, theCase: ConflictCase, area: AreaPrefix): Promise<readonly OfferedVerdict[]> {
  const { id, version } = theCase.conflict
  const today = desk.registry.now().toISOString().slice(0, DATE_LENGTH)
  const trial = { conflictId: id, version, reason: 'trial', judgedBy: 'padan', area }
  const offered = offeredVerdicts(theCase, today).slice(0, MOST_OFFERS)
  const offers: OfferedVerdict[] = []
  for (let at = 0; at < offered.length; at += TRIALS_AT_ONCE) {
    const tried = offered.slice(at, at + TRIALS_AT_ONCE).map(async (said) => {
      const result = await previewResolution(desk, { ...trial, ...said })
      return isRefusal(result) ? [] : [viewOffer(said, theCase, result)]
    })
    offers.push(...(await Promise.all(tried)).flat())
  }
  return offers
}

function viewOffer(said: Verdict, { records }: ConflictCase, { conflict, effects }: Resolution): OfferedVerdict {
  const { verdict, value } = said
  return {
    verdict,
    value: value ?? null,
    answer: writeVerdict(said, (id) => records.get(id)),
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
