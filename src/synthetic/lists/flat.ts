import { csvRow } from '../csv-row.js'
import { FLAT_COLUMNS } from '../record.js'
import type { Layout } from './layout.js'

/** All records in canonical columns. */
export const flat: Layout = {
  file: 'flat.csv',
  source: undefined,
  header: csvRow(FLAT_COLUMNS, ','),
  write: (household) =>
    household
      .map((record) =>
        csvRow(
          FLAT_COLUMNS.map((column) => record.flat[column]),
          ',',
        ),
      )
      .join(''),
}

/** Which person and which household each record is about. */
export const truth: Layout = {
  file: 'truth.csv',
  source: undefined,
  header: 'record_id,person_id,household_id_now,household_id_then\n',
  write: (household) =>
    household
      .map(
        (record) => `${record.flat.record_id},${record.personId},${record.householdIdNow},${record.householdIdThen}\n`,
      )
      .join(''),
}
