import { FeatureTableBuilder } from '../../domain/linkage/features/feature-table.js'
import type { FeatureTable } from '../../domain/linkage/features/table.js'
import type { Field } from '../../domain/linkage/model/model.js'
import { readCsv } from './read-csv.js'
import type { ChosenModel } from './read-model.js'
import { UsageError } from '../command/usage-error.js'

/** The records of the files as features, and the id of each row. */
export interface ReadRecords {
  readonly table: FeatureTable
  readonly ids: readonly string[]
}

/** Optional columns; every other column that a field reads is required. */
const OPTIONAL_COLUMNS = new Set(['source', 'source_key', 'household_ref', 'phone', 'rt', 'rw', 'shdk'])

/** Streams the files into a feature table. Throws a UsageError for a missing column or a repeated id. */
export async function readRecords(files: readonly string[], chosen: ChosenModel): Promise<ReadRecords> {
  const { model, recordIdColumn, sourceColumn } = chosen
  const builder = new FeatureTableBuilder(model)
  const ids: string[] = []
  const seen = new Set<string>()
  const required = requiredColumns(model.fields, recordIdColumn)
  for (const file of files) {
    await readCsv(file, {
      required,
      onRow: (row, number) => {
        const id = row[recordIdColumn] ?? ''
        if (id === '') throw new UsageError(`${file} has a row without a ${recordIdColumn} (row ${number})`)
        if (seen.has(id)) throw new UsageError(`${file} has the ${recordIdColumn} ${id} twice (row ${number})`)
        seen.add(id)
        ids.push(id)
        builder.append(sourceColumn in row ? row : { ...row, [sourceColumn]: file })
      },
    })
  }
  return { table: builder.seal(), ids }
}

function requiredColumns(fields: readonly Field[], recordIdColumn: string): readonly string[] {
  const columns = fields.flatMap((field) => field.columns).filter((column) => !OPTIONAL_COLUMNS.has(column))
  return [...new Set([recordIdColumn, ...columns])]
}
