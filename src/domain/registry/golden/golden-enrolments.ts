import { byKey, type RegistryRecord } from '../records/registry-record.js'

/**
 * One person's entry in a programme, as one record has it. `roster`: the record comes from the programme's own roster,
 * with the amounts it pays. `stated`: another source states that the person receives the programme. Amounts are rupiah
 * a month.
 */
export interface Enrolment {
  readonly record: string
  readonly programme: string
  readonly basis: 'roster' | 'stated'
  readonly period?: string
  readonly monthly_amount?: number
  readonly months?: number
  /** How many persons of the family the amount is paid for. */
  readonly counted_persons?: number
  readonly account?: string
}

/** Returns the enrolments in the records, ordered by source and key of the record. */
export function enrolmentsOf(records: readonly RegistryRecord[]): readonly Enrolment[] {
  return records.toSorted(byKey).flatMap((record) => {
    const own = rosterEnrolment(record)
    const stated = (record.facts.receives ?? []).filter((programme) => programme !== own?.programme)
    return [...(own === undefined ? [] : [own]), ...stated.map((programme) => statedEnrolment(record, programme))]
  })
}

function rosterEnrolment({ id, facts }: RegistryRecord): Enrolment | undefined {
  const { programme, period, monthly_amount, months, counted_persons, account } = facts
  if (programme === undefined || programme === '') return undefined
  return {
    record: id,
    programme,
    basis: 'roster',
    ...(period === undefined ? {} : { period }),
    ...(monthly_amount === undefined ? {} : { monthly_amount }),
    ...(months === undefined ? {} : { months }),
    ...(counted_persons === undefined ? {} : { counted_persons }),
    ...(account === undefined ? {} : { account }),
  }
}

function statedEnrolment({ id, facts }: RegistryRecord, programme: string): Enrolment {
  const period = facts.period ?? facts.list_year?.toString()
  return { record: id, programme, basis: 'stated', ...(period === undefined ? {} : { period }) }
}
