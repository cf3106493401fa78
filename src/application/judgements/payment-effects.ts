import { type Enrolment, enrolmentsOf } from '../../domain/registry/golden/golden-enrolments.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'
import { householdOf } from '../linkage/changes/linking-outcome.js'
import type { PassResult } from '../linkage/changes/pass-steps.js'
import type { RecordReference } from '../persons/value-view.js'
import type { ShowId, ShownId } from './shown-id.js'

/** An enrolment with the terms of its source, and the person and household that it belongs to before and after. */
export interface PaymentEffect {
  readonly from: RecordReference
  readonly programme: string
  readonly basis: Enrolment['basis']
  readonly period: string | null
  /** Rupiah. */
  readonly monthly_amount: number | null
  readonly months: number | null
  readonly counted_persons: number | null
  readonly person_before: string | null
  readonly person_after: ShownId
  readonly household_before: string | null
  readonly household_after: ShownId
}

/** The payments of one programme and period on rosters, added up; amounts are rupiah a month. */
export interface ProgrammeEffect {
  readonly programme: string
  readonly period: string | null
  readonly payments: number
  readonly monthly_amount: number
  readonly counted_persons: number
  readonly persons_before: number
  readonly persons_after: number
  readonly households_before: number
  readonly households_after: number
}

/** Lists the enrolments of all persons that a pass changes, and of all members of households that gain or lose members. */
export function paymentsOf(result: PassResult): PaymentEffect[] {
  const records = new Map(recordsConcerned(result).map((record) => [record.id, record]))
  return enrolmentsOf([...records.values()]).map((enrolment) => ({
    ...termsOf(enrolment, records.get(enrolment.record)),
    ...movesOf(result, enrolment.record),
  }))
}

type Terms = Omit<PaymentEffect, keyof Moves>
type Moves = Pick<PaymentEffect, 'person_before' | 'person_after' | 'household_before' | 'household_after'>

function termsOf(enrolment: Enrolment, record: LiveRecord | undefined): Terms {
  const { programme, basis, period, monthly_amount, months, counted_persons } = enrolment
  return {
    from: { source: record?.source ?? '', source_key: record?.sourceKey ?? '' },
    programme,
    basis,
    period: period ?? null,
    monthly_amount: monthly_amount ?? null,
    months: months ?? null,
    counted_persons: counted_persons ?? null,
  }
}

function movesOf(result: PassResult, recordId: string): Moves {
  const before = formerPersonOf(result, recordId)
  const after = result.persons.personOf(recordId)
  return {
    person_before: before ?? null,
    person_after: after ?? null,
    household_before: (before === undefined ? undefined : formerHouseholdOf(result, before)) ?? null,
    household_after: (after === undefined ? undefined : householdOf(result, after)) ?? null,
  }
}

/** Returns the payment without the ids that a preview generated. */
export function withShownIds(payment: PaymentEffect, showId: ShowId): PaymentEffect {
  const { person_after, household_after } = payment
  return {
    ...payment,
    person_after: person_after === null ? null : showId(person_after),
    household_after: household_after === null ? null : showId(household_after),
  }
}

/** The person of a record before the pass. */
export function formerPersonOf({ pass }: PassResult, recordId: string): string | undefined {
  return pass.records.former(recordId)?.personId
}

function formerHouseholdOf({ persons }: PassResult, personId: string): string | undefined {
  return (persons.ended.get(personId) ?? persons.live.get(personId))?.stored?.householdId
}

function recordsConcerned({ personChanges, householdChanges, persons }: PassResult): readonly LiveRecord[] {
  const ids = new Set(personChanges.changes.map(({ after }) => after.id))
  for (const { before, after } of householdChanges.changes) {
    if (before?.personIds.join() !== after.personIds.join()) for (const id of after.personIds) ids.add(id)
  }
  return [...ids].flatMap((id) => persons.live.get(id)?.records ?? [])
}

/** Adds up the payments of rosters. A programme that another source only mentions is not a payment. */
export function programmesOf(payments: readonly PaymentEffect[]): ProgrammeEffect[] {
  const groups = new Map<string, PaymentEffect[]>()
  for (const payment of payments.filter(({ basis }) => basis === 'roster')) {
    const name = JSON.stringify([payment.programme, payment.period])
    groups.set(name, [...(groups.get(name) ?? []), payment])
  }
  return [...groups.values()].map(programmeEffect)
}

function programmeEffect(payments: readonly PaymentEffect[]): ProgrammeEffect {
  const count = (idOf: (payment: PaymentEffect) => ShownId): number =>
    new Set(payments.flatMap((payment) => idOf(payment) ?? [])).size
  return {
    programme: payments[0]?.programme ?? '',
    period: payments[0]?.period ?? null,
    payments: payments.length,
    monthly_amount: payments.reduce((sum, { monthly_amount: amount }) => sum + (amount ?? 0), 0),
    counted_persons: payments.reduce((sum, { counted_persons: counted }) => sum + (counted ?? 0), 0),
    persons_before: count(({ person_before }) => person_before),
    persons_after: count(({ person_after }) => person_after),
    households_before: count(({ household_before }) => household_before),
    households_after: count(({ household_after }) => household_after),
  }
}
