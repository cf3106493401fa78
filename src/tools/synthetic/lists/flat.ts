import { csvRow } from '../../../csv/csv-row.js'
import { FLAT_COLUMNS, type SyntheticRecord } from '../population/record.js'
import { lineByRecord, type SyntheticList } from './synthetic-list.js'

function row({ flat: values }: SyntheticRecord): string {
  return csvRow(
    FLAT_COLUMNS.map((column) => values[column]),
    ',',
  )
}

/** All records in canonical columns. */
export const flat: SyntheticList = {
  file: 'flat.csv',
  source: undefined,
  header: csvRow(FLAT_COLUMNS, ','),
  write: lineByRecord(row),
}

/** The true person and households of each record. */
export const truth: SyntheticList = {
  file: 'truth.csv',
  source: undefined,
  header: 'record_id,person_id,household_id_now,household_id_then\n',
  write: lineByRecord(
    ({ flat: { record_id }, personId, householdIdNow, householdIdThen }) =>
      `${record_id},${personId},${householdIdNow},${householdIdThen}\n`,
  ),
}
