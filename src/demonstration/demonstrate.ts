import { FeatureTableBuilder, type FeatureTable } from '../domain/linkage/feature-table.js'
import { explainPair } from '../domain/linkage/explain.js'
import type { Linkage } from '../domain/linkage/link.js'
import { GRADES } from '../domain/linkage/classify.js'
import { PairScorer } from '../domain/linkage/score.js'
import { pairQuality } from '../evaluation/quality.js'
import { reviewQueue } from '../evaluation/review.js'
import { linkInThreads } from '../parallel/link-in-threads.js'
import { builtInModel } from '../reference/built-in-model.js'
import { ALL_LAYOUTS } from '../synthetic/lists/layouts.js'
import type { SyntheticRecord } from '../synthetic/record.js'
import { generateRecords } from '../synthetic/records.js'
import { writeLists } from '../synthetic/write-lists.js'
import type { DemoOptions } from './demo-options.js'
import { countAcrossLists } from './list-counts.js'

/**
 * Invents a small regency, writes its seven lists into a folder, links them with the built-in model and tells in plain
 * words what came of it, with one link explained.
 */
export async function demonstrate({ households, seed, folder }: DemoOptions): Promise<string> {
  const records = [...generateRecords({ households, seed })]
  await writeLists(records, ALL_LAYOUTS, folder)
  const model = builtInModel()
  const builder = new FeatureTableBuilder(model)
  for (const { flat } of records) builder.append(flat)
  const table = builder.seal()
  const before = (i: number, j: number): boolean => keyOf(records, i) < keyOf(records, j)
  const started = performance.now()
  const linkage = await linkInThreads(table, model, { before })
  const seconds = (performance.now() - started) / 1000
  const questions = reviewQueue(linkage, before).length
  const lines = [
    ...summary(records, linkage, { questions, seconds }),
    '',
    ...explanation(records, table, linkage),
    '',
    `The lists are in ${folder}. Go on with:`,
    `  npm run --silent evaluate -- --records ${folder}/flat.csv --truth ${folder}/truth.csv`,
  ]
  return `${lines.join('\n')}\n`
}

function keyOf(records: readonly SyntheticRecord[], row: number): string {
  const record = records[row]
  return record === undefined ? '' : `${record.source} ${record.flat.source_key}`
}

function summary(
  records: readonly SyntheticRecord[],
  linkage: Linkage,
  { questions, seconds }: { questions: number; seconds: number },
): string[] {
  const counts = countAcrossLists(
    records.map(({ source }) => source),
    linkage.clusterOf,
  )
  const personOf = Uint32Array.from(records, ({ personId }) => personId)
  const { precision, recall } = pairQuality(linkage.clusterOf, personOf)
  const number = new Intl.NumberFormat('en')
  return [
    `Seven agencies sent ${number.format(records.length)} rows about the people of one regency.`,
    `They are ${number.format(counts.persons)} persons, linked in ${seconds.toFixed(1)} seconds.`,
    `${number.format(counts.inSeveralLists)} persons stand in more than one list.`,
    `${number.format(counts.twiceInOneList)} persons stand twice in one list, and could have been paid twice.`,
    `${number.format(questions)} pairs are doubtful: the machine leaves them to people.`,
    `Of the links it made by itself ${percent(precision)} are right, and it found ${percent(recall)} of all there are`,
    `(known because these people are invented; see truth.csv).`,
  ]
}

/** Shares are cut, not rounded, so that no figure looks better than it is. */
function percent(share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`
}

/** One link that a comparison of NIKs would have missed, in words. */
function explanation(records: readonly SyntheticRecord[], table: FeatureTable, { pairs }: Linkage): string[] {
  const scorer = new PairScorer(builtInModel(), table)
  const at = pairs.grades.findIndex((grade, place) => {
    if (GRADES[grade] !== 'certain') return false
    scorer.compareLevels(pairs.i[place] ?? 0, pairs.j[place] ?? 0)
    return levelOf(scorer, 'nik') === 'missing' && levelOf(scorer, 'name') === 'variant'
  })
  if (at < 0) return []
  const rows = { i: pairs.i[at] ?? 0, j: pairs.j[at] ?? 0 }
  const left = records[rows.i]?.flat ?? {}
  const right = records[rows.j]?.flat ?? {}
  const { evidence, weight, probability } = explainPair(scorer, { left, right }, rows)
  const told = evidence.filter(({ weight: bits }) => Math.abs(bits) >= 1)
  return [
    `One of the links that equal NIKs would not have made (${weight.toFixed(1)} bits, probability ${probability.toFixed(4)}):`,
    ...told.map(
      ({ words, weight: bits, left: a, right: b }) =>
        `  ${bits.toFixed(1).padStart(6)}  ${words.en} / ${words.id}${a === '' && b === '' ? '' : `  [${a} | ${b}]`}`,
    ),
  ]
}

function levelOf(scorer: PairScorer, comparison: string): string | undefined {
  const at = scorer.model.comparisons.findIndex(({ name }) => name === comparison)
  return scorer.comparators[at]?.levels[scorer.levels[at] ?? 0]
}
