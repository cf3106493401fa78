import type { RawRecord } from '../../domain/linkage/features/raw-record.js'
import { explainWhyNot, type PairRecords, type PairRows, type WhyNot } from '../../domain/linkage/explain.js'
import { indexOf } from '../../domain/linkage/link.js'
import { PairScorer } from '../../domain/linkage/scoring/score.js'
import { mayMatch } from '../../domain/linkage/blocking/sources.js'
import { trainModel } from '../../domain/linkage/training/train.js'
import type { ExplainOptions } from './explain-options.js'
import { readCsv } from './read-csv.js'
import { chooseModel, type ChosenModel } from './read-model.js'
import { readRecords } from './read-records.js'
import { UsageError } from '../command/usage-error.js'

/** Explains the pair of the options. The other members of a household are evidence, so the whole files are read. */
export async function explainRecords(options: ExplainOptions): Promise<WhyNot> {
  const chosen = chooseModel(options)
  const { table, ids } = await readRecords(options.records, chosen)
  const rows = findRows(ids, options.pair)
  const records = await readPair(options, chosen)
  const model = chosen.isToBeTrained ? trainModel(chosen.model, table) : chosen.model
  const scorer = new PairScorer(model, table)
  const candidacy = { index: indexOf(table, scorer), mayBeOne: mayMatch(model, table) }
  return explainWhyNot(scorer, candidacy, { records, rows })
}

function findRows(ids: readonly string[], [left, right]: readonly [string, string]): PairRows {
  const rowOf = (id: string): number => {
    const row = ids.indexOf(id)
    if (row < 0) throw new UsageError(`no record has the id ${id}`)
    return row
  }
  return { i: rowOf(left), j: rowOf(right) }
}

/** Reads the files a second time for the two records, so that the rows of a large file need not be kept. */
async function readPair({ records, pair }: ExplainOptions, chosen: ChosenModel): Promise<PairRecords> {
  const found = new Map<string, RawRecord>()
  for (const file of records) {
    await readCsv(file, {
      required: [chosen.recordIdColumn],
      onRow: (row) => {
        const id = row[chosen.recordIdColumn] ?? ''
        if (pair.includes(id)) found.set(id, { [chosen.sourceColumn]: file, ...row })
      },
    })
  }
  const [left, right] = pair
  return { left: found.get(left) ?? {}, right: found.get(right) ?? {} }
}
