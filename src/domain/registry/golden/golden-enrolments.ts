import { byKey, type RegistryRecord } from '../records/registry-record.js'

/**
 * A programme that a record has its person in. `roster`: the record is the programme's own, with what it pays; `stated`:
 * another list says that the person receives it. Amounts are rupiah a month.
 */
export interface Enrolment {
  readonly record: string
  readonly programme: string
  readonly basis: 'roster' | 'stated'
  readonly period?: string
  readonly monthly_amount?: number
  readonly months?: number
  /** The persons of the family that the amount is counted for. */
  readonly counted_persons?: number
  readonly account?: string
}

/** The enrolments that records tell of, in the order of source and key. */
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
