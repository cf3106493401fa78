import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import type { HouseholdVerdict, PairVerdict } from '../../domain/registry/judgements/judgement.js'
import { findConflicts } from '../../storage/conflicts/conflicts.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findPersonsOfRecords } from '../../storage/linkage/live-records.js'
import { recordId } from '../../storage/batches/record-id.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { conflictId } from '../context/conflict-id.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { areRecordsIn } from './judged-area.js'
import type { PlannedJudgement } from './judgement-plan.js'
import { type Desk, giveVerdicts, rehearse, sit, type Sitting, type Verdicts } from './judging-desk.js'

/** A record as its source names it. */
export type NamedRecord = readonly [source: string, sourceKey: string]

/** What is judged without a conflict: two records, who lives with whom, or a value of whoever has the record. */
export type HandVerdict =
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

/** A verdict as a caller gives it. */
export interface GivenJudgement {
  readonly subject: HandVerdict['subject']
  readonly verdict: PairVerdict | 'value'
  readonly records: readonly NamedRecord[]
  readonly field?: GoldenField | undefined
  readonly value?: string | undefined
}

/** Reads what is judged; refuses with VERDICT_UNFIT what does not go together. */
export function readJudgement({ subject, verdict, records, field, value }: GivenJudgement): HandVerdict | Refusal {
  const [first, second] = records
  if (subject === 'value') {
    const isWhole = verdict === 'value' && field !== undefined && value !== undefined && first !== undefined
    if (isWhole && second === undefined) return { subject, field, value, records: [first] }
    return refuse('VERDICT_UNFIT', 'A value is judged by the verdict `value`, a field, the value and one record.')
  }
  if (verdict === 'value' || field !== undefined || value !== undefined || first === undefined || second === undefined)
    return refuse('VERDICT_UNFIT', 'Two records are judged, without a field or value.')
  if (subject === 'pair') return { subject, verdict, records: [first, second] }
  if (verdict === 'unsure')
    return refuse('VERDICT_UNFIT', 'Whether two persons live together is said as same or different.')
  return { subject, verdict, records: [first, second] }
}

/** A verdict by hand, by whom and why. */
export interface HandOrder {
  readonly said: HandVerdict
  readonly reason: string
  readonly judgedBy: string
  /** Where the judge may judge. */
  readonly area: AreaPrefix
}

/**
 * Judges by hand and links whom it concerns, at once and in one transaction: merges or splits persons, moves somebody to
 * another household, or sets a value above all sources. Refuses with RECORD_UNKNOWN, also where a record's person does not
 * live in the area, and as judging does.
 */
export function judgeByHand(desk: Desk, order: HandOrder): Promise<Verdicts | Refusal> {
  return sit(desk, (sitting) => judgeIn(sitting, order))
}

/** Gives what judgeByHand would give now, and leaves no trace. */
export function previewByHand(desk: Desk, order: HandOrder): Promise<Verdicts | Refusal> {
  return rehearse(desk, (sitting) => judgeIn(sitting, order))
}

async function judgeIn(sitting: Sitting, { said, reason, judgedBy, area }: HandOrder): Promise<Verdicts | Refusal> {
  const ids = said.records.map(([source, key]) => recordId(source, key))
  if (!(await areRecordsIn(sitting.tx, ids, area)))
    return refuse('RECORD_UNKNOWN', 'A record is unknown, withdrawn or not of a person.')
  const settled = said.subject === 'pair' ? await openConflictOf(sitting, ids) : undefined
  const judging = { reason, judgedBy, ...(settled === undefined ? {} : { conflictId: settled }) }
  return giveVerdicts(sitting, [planOf(said, ids)], judging)
}

function planOf(said: HandVerdict, [first = '', second = '']: readonly string[]): PlannedJudgement {
  switch (said.subject) {
    case 'pair':
      return { subject: 'pair', verdict: said.verdict, records: [first, second] }
    case 'household':
      return { subject: 'household', verdict: said.verdict, records: [first, second] }
    case 'value':
      return { subject: 'value', field: said.field, value: said.value, records: [first] }
  }
}

/** The open conflict over whether the two persons are one: a verdict by hand answers it as well. */
async function openConflictOf({ tx, desk }: Sitting, recordIds: readonly string[]): Promise<string | undefined> {
  const persons = await personsOf(tx, recordIds)
  const ids = (['refused_join', 'possible_duplicate'] as const).map((kind) =>
    conflictId(desk.registry.secret, kind, persons),
  )
  return (await findConflicts(tx, ids)).find(({ state }) => state === 'open')?.id
}

async function personsOf(conn: Conn, recordIds: readonly string[]): Promise<string[]> {
  const persons = await findPersonsOfRecords(conn, recordIds)
  return recordIds.flatMap((id) => persons.get(id) ?? [])
}
