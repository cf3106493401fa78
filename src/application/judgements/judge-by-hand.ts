import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import type { HouseholdVerdict, PairVerdict } from '../../domain/registry/judgements/judgement.js'
import { findConflicts } from '../../storage/conflicts/conflicts.js'
import type { Conn, Tx } from '../../storage/postgres/connection.js'
import type { PreviewTx } from '../../storage/postgres/preview.js'
import { findPersonsOfRecords } from '../../storage/linkage/live-records.js'
import { recordId } from '../../storage/batches/record-id.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { conflictId } from '../context/conflict-id.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { areRecordsIn } from './judged-area.js'
import type { PlannedJudgement } from './judgement-plan.js'
import { applyJudgements, type JudgingResult } from './apply-judgements.js'
import { beginJudging, beginPreview, type JudgingContext, type JudgingSession } from './judging-context.js'

/** A record as its source names it. */
export type NamedRecord = readonly [source: string, sourceKey: string]

/** A judgement without a conflict: on two records, on the household of two persons, or on a value of a record's person. */
export type HandJudgement =
  | { readonly subject: 'pair'; readonly verdict: PairVerdict; readonly records: readonly [NamedRecord, NamedRecord] }
  | {
      readonly subject: 'household'
      readonly verdict: HouseholdVerdict
      readonly records: readonly [NamedRecord, NamedRecord]
    }
  | {
      readonly subject: 'value'
      readonly field: GoldenField
      readonly value: string
      readonly records: readonly [NamedRecord]
    }

/** A judgement as a caller sends it. */
export interface JudgementInput {
  readonly subject: HandJudgement['subject']
  readonly verdict: PairVerdict | 'value'
  readonly records: readonly NamedRecord[]
  readonly field?: GoldenField | undefined
  readonly value?: string | undefined
}

/** Checks a judgement by its subject; refuses with VERDICT_UNFIT where its fields do not fit together. */
export function readJudgement({ subject, verdict, records, field, value }: JudgementInput): HandJudgement | Refusal {
  const [first, second] = records
  if (subject === 'value') {
    const isComplete = verdict === 'value' && field !== undefined && value !== undefined && first !== undefined
    if (isComplete && second === undefined) return { subject, field, value, records: [first] }
    return refuse('VERDICT_UNFIT', 'Subject `value` requires verdict `value`, `field`, `value` and exactly one record.')
  }
  if (verdict === 'value' || field !== undefined || value !== undefined || first === undefined || second === undefined)
    return refuse(
      'VERDICT_UNFIT',
      'Subjects `pair` and `household` require two records and a verdict other than `value`, without `field` and `value`.',
    )
  if (subject === 'pair') return { subject, verdict, records: [first, second] }
  if (verdict === 'unsure')
    return refuse('VERDICT_UNFIT', 'Subject `household` requires verdict `same` or `different`.')
  return { subject, verdict, records: [first, second] }
}

/** A judgement by hand, with the judge and the reason. */
export interface HandOrder {
  readonly judgement: HandJudgement
  readonly reason: string
  readonly judgedBy: string
  /** The area that the judge may judge in. */
  readonly area: AreaPrefix
}

/**
 * Judges by hand and links the records concerned at once: merges or splits persons, moves a person to another household, or
 * sets a value above all sources. Refuses with RECORD_UNKNOWN, also where a record's person is outside the area, and as the
 * judgement of the subject does.
 */
export async function judgeByHand(tx: Tx, judging: JudgingContext, order: HandOrder): Promise<JudgingResult | Refusal> {
  return judgeIn(await beginJudging(tx, judging), order)
}

/** Previews `judgeByHand`, which would write the same now. */
export function previewByHand(
  tx: PreviewTx,
  judging: JudgingContext,
  order: HandOrder,
): Promise<JudgingResult | Refusal> {
  return judgeIn(beginPreview(tx, judging), order)
}

async function judgeIn(
  session: JudgingSession,
  { judgement, reason, judgedBy, area }: HandOrder,
): Promise<JudgingResult | Refusal> {
  const ids = judgement.records.map(([source, key]) => recordId(source, key))
  if (!(await areRecordsIn(session.tx, ids, area)))
    return refuse('RECORD_UNKNOWN', 'A record is unknown, was withdrawn, or is not about a person.')
  const resolved = judgement.subject === 'pair' ? await openConflictOf(session, ids) : undefined
  const origin = { reason, judgedBy, ...(resolved === undefined ? {} : { conflictId: resolved }) }
  return applyJudgements(session, [planOf(judgement, ids)], origin)
}

function planOf(judgement: HandJudgement, [first = '', second = '']: readonly string[]): PlannedJudgement {
  switch (judgement.subject) {
    case 'pair':
      return { subject: 'pair', verdict: judgement.verdict, records: [first, second] }
    case 'household':
      return { subject: 'household', verdict: judgement.verdict, records: [first, second] }
    case 'value':
      return { subject: 'value', field: judgement.field, value: judgement.value, records: [first] }
  }
}

/** The open conflict on whether the two persons are one; a judgement by hand resolves it as well. */
async function openConflictOf(
  { tx, secret }: JudgingSession,
  recordIds: readonly string[],
): Promise<string | undefined> {
  const persons = await personsOf(tx, recordIds)
  const ids = (['refused_join', 'possible_duplicate'] as const).map((kind) => conflictId(secret, kind, persons))
  return (await findConflicts(tx, ids)).find(({ state }) => state === 'open')?.id
}

async function personsOf(conn: Conn, recordIds: readonly string[]): Promise<string[]> {
  const persons = await findPersonsOfRecords(conn, recordIds)
  return recordIds.flatMap((id) => persons.get(id) ?? [])
}
