import type { GoldenField } from '../golden/values/golden-value.js'
import type { ValueJudgement } from '../golden/values/value-judgement.js'

export type JudgementSubject = 'pair' | 'value' | 'household'
export type PairVerdict = 'same' | 'different' | 'unsure'
export type HouseholdVerdict = 'same' | 'different'
export type Verdict = PairVerdict | 'value' | 'reversed'

/**
 * Whether two records are one person. `unsure` neither joins nor separates them: it closes the conflict until the basis
 * changes.
 */
export interface PairJudgement {
  readonly id: string
  readonly verdict: PairVerdict
  readonly records: readonly [string, string]
  readonly basis: string
}

/** Whether the person of the second record belongs to the household of the first record's person. */
export interface HouseholdJudgement {
  readonly id: string
  readonly verdict: HouseholdVerdict
  readonly records: readonly [string, string]
  readonly basis: string
}

/** What a judgement is about: two records in either order, or a field of the person that has the records. */
export interface JudgementTarget {
  readonly subject: JudgementSubject
  readonly records: readonly string[]
  readonly field?: GoldenField
}

/**
 * A judgement as written; it is never changed. `supersedes` are all judgements on the same target that were not
 * reversed. For a reversal it is the judgement that it reverses.
 */
export interface JudgementRow extends JudgementTarget {
  readonly id: string
  readonly verdict: Verdict
  readonly value?: string
  readonly supersedes: readonly string[]
  readonly basis: string
}

/** The judgements in force, each kind ordered by id. */
export interface LiveJudgements {
  readonly pairs: readonly PairJudgement[]
  readonly values: readonly ValueJudgement[]
  readonly households: readonly HouseholdJudgement[]
}

/** Whether two judgements are about the same target: the same two records, or one field of overlapping records. */
export function hasSameTarget(a: JudgementTarget, b: JudgementTarget): boolean {
  if (a.subject !== b.subject || a.field !== b.field) return false
  if (a.subject === 'value') return a.records.some((record) => b.records.includes(record))
  return a.records.length === b.records.length && a.records.every((record) => b.records.includes(record))
}

/**
 * Returns the ids of the judgements that a new one on this target supersedes. `rows` must hold all that may concern it.
 */
export function supersededBy(target: JudgementTarget, rows: readonly JudgementRow[]): string[] {
  return effectiveRows(rows)
    .filter((row) => hasSameTarget(row, target))
    .map(({ id }) => id)
    .sort()
}

/**
 * Returns the rows in force: neither reversed, nor superseded by a row that is not reversed. A reversal so restores the
 * judgement before it. `rows` must hold all rows on the same records, in any order.
 */
export function liveRows<Row extends JudgementRow>(rows: readonly Row[]): Row[] {
  const effective = effectiveRows(rows)
  const superseded = new Set(effective.flatMap(({ supersedes }) => supersedes))
  return effective.filter(({ id }) => !superseded.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Like `liveRows`, split by subject. */
export function liveJudgements(rows: readonly JudgementRow[]): LiveJudgements {
  const live = liveRows(rows)
  return { pairs: live.flatMap(asPair), values: live.flatMap(asValue), households: live.flatMap(asHousehold) }
}

/**
 * Whether the records now hold a value that they did not hold when the judgement was made. A value that has gone makes
 * no judgement stale: a source corrected as judged opens no conflict.
 */
export function isStale(judgement: { readonly basis: string }, basisNow: string): boolean {
  const known = new Set(judgement.basis.split(' '))
  return basisNow !== '' && basisNow.split(' ').some((part) => !known.has(part))
}

function effectiveRows<Row extends JudgementRow>(rows: readonly Row[]): Row[] {
  const reversed = new Set(rows.flatMap(({ verdict, supersedes }) => (verdict === 'reversed' ? supersedes : [])))
  return rows.filter(({ id, verdict }) => verdict !== 'reversed' && !reversed.has(id))
}

function asPair({ id, subject, verdict, records, basis }: JudgementRow): PairJudgement[] {
  const [a, b] = records
  if (subject !== 'pair' || a === undefined || b === undefined) return []
  return verdict === 'value' || verdict === 'reversed' ? [] : [{ id, verdict, records: [a, b], basis }]
}

function asValue({ id, subject, field, value, records, basis }: JudgementRow): ValueJudgement[] {
  if (subject !== 'value' || field === undefined || value === undefined) return []
  return [{ id, field, value, records, basis }]
}

function asHousehold({ id, subject, verdict, records, basis }: JudgementRow): HouseholdJudgement[] {
  const [a, b] = records
  if (subject !== 'household' || a === undefined || b === undefined) return []
  return verdict === 'same' || verdict === 'different' ? [{ id, verdict, records: [a, b], basis }] : []
}
