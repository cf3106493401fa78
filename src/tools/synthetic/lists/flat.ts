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

/** What was done to each record, and what is special about its person; several words are parted by a bar. */
export const kinds: SyntheticList = {
  file: 'kinds.csv',
  source: undefined,
  header: 'record_id,kinds,traits,custom,sex\n',
  write: lineByRecord(({ flat: { record_id }, labels }) => {
    const { kinds = [], traits = [], custom = '', sex = '' } = labels ?? {}
    return csvRow([record_id, kinds.join('|'), traits.join('|'), custom, sex], ',')
  }),
}
