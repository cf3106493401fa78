import { test } from 'tap'
import { stopRepeatedValues } from '../../../../src/domain/linkage/blocking/stop-repeated-values.js'
import { linkTable } from '../../../../src/domain/linkage/link.js'
import type { FeatureTable } from '../../../../src/domain/linkage/features/table.js'
import type { Model } from '../../../../src/domain/linkage/model/model.js'
import { PairScorer } from '../../../../src/domain/linkage/scoring/score.js'
import { BUILT_IN, flatRecords, tableOf } from '../../../support/domain/built-in-table.js'

const TYPED_BY_THE_COLUMN = '1606011501800001'

/** Generated records, every third of which has one and the same NIK. */
function filledColumn(records: number) {
  return flatRecords({ seed: 29, records }).map((record, row) =>
    row % 3 === 0 ? { ...record, nik: TYPED_BY_THE_COLUMN } : record,
  )
}

function stopped(table: FeatureTable): Model {
  return stopRepeatedValues(BUILT_IN, table, new PairScorer(BUILT_IN, table).terms)
}

test('a NIK shared by hundreds of records yields no candidates', async (t) => {
  const table = tableOf(filledColumn(900))
  const model = stopped(table)
  t.equal(model.stopKeys.length, 1)
  t.equal(model.stopKeys[0]?.rule, 'nik')
  const before = (i: number, j: number): boolean => i < j
  const pairs = linkTable(table, BUILT_IN, before).comparedPairs
  const pairsAfter = linkTable(table, model, before).comparedPairs
  t.ok(pairs > 40_000, `${pairs} pairs by the repeated NIK`)
  t.ok(pairsAfter < 5 * table.size, `${pairsAfter} pairs without it`)
})

test('a value shared by few records stays a key, and stop keys do not depend on the order of the records', async (t) => {
  t.same(stopped(tableOf(flatRecords({ seed: 29, records: 900 }))), BUILT_IN)
  const records = filledColumn(900)
  t.same(stopped(tableOf(records.toReversed())).stopKeys, stopped(tableOf(records)).stopKeys)
})
