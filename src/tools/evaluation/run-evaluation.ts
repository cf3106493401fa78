import { writeFile } from 'node:fs/promises'
import { blockIndex, visitCandidates } from '../../domain/linkage/blocking/block.js'
import type { Edge } from '../../domain/linkage/scoring/cluster.js'
import type { Linkage, RowOrder } from '../../domain/linkage/link.js'
import type { FeatureTable } from '../../domain/linkage/features/table.js'
import type { Model } from '../../domain/linkage/model/model.js'
import { PairScorer } from '../../domain/linkage/scoring/score.js'
import { mayMatch } from '../../domain/linkage/blocking/sources.js'
import { stopRepeatedValues } from '../../domain/linkage/blocking/stop-repeated-values.js'
import { trainModel } from '../../domain/linkage/training/train.js'
import { linkInThreads } from '../../parallel/link-in-threads.js'
import { calibrationOf, type CalibrationBin } from './calibration.js'
import { errorsByLabel, type LabelErrors } from './errors-by-label.js'
import type { EvaluateOptions } from './options.js'
import { pairQuality } from './quality.js'
import { chooseModel } from './read-model.js'
import { readRecords } from './read-records.js'
import { readTruth } from './read-truth.js'
import { refuseUnwritable } from './refuse-unwritable.js'
import { readKinds, kindsFileOf } from './read-kinds.js'
import { clustersAfterReview, recallAfterReview, reviewQueue } from './review.js'
import { writeLinks } from './write-links.js'

/** What `evaluate` prints: counts, measures between 0 and 1, times in seconds, peak memory in MB (10^6 bytes). */
export interface Evaluation {
  readonly records: number
  readonly persons: number
  readonly truePairs: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly reviewPairs: number
  readonly recallWithReview: number
  readonly blockedPairs: number
  readonly pairCompleteness: number
  readonly trainSeconds: number
  readonly linkSeconds: number
  readonly peakRssMb: number
  /** The share of the pairs queued for review that are one person; null for an empty queue. */
  readonly reviewRight: number | null
  readonly calibration: readonly CalibrationBin[]
  /** The errors by what was done to the records and by the traits of the persons, where a file tells them. */
  readonly kinds?: Readonly<Record<string, LabelErrors>>
  readonly traits?: Readonly<Record<string, LabelErrors>>
}

/** Links the records of the files by the engine and measures the links against the truth. */
export async function runEvaluation(options: EvaluateOptions): Promise<Evaluation> {
  const chosen = chooseModel(options)
  const started = performance.now()
  const { table, ids } = await readRecords(options.records, chosen)
  const read = performance.now()
  const trainedModel = chosen.isToBeTrained ? trainModel(chosen.model, table) : chosen.model
  const trained = performance.now()
  const { terms } = new PairScorer(trainedModel, table)
  const model = stopRepeatedValues(trainedModel, table, terms)
  const before: RowOrder = (i, j) => (ids[i] ?? '') < (ids[j] ?? '')
  const linkage = await linkInThreads(table, model, {
    before,
    terms,
    threads: options.threads,
  })
  const linked = performance.now()
  const { links, saveModel } = options
  if (saveModel !== undefined) {
    await refuseUnwritable(saveModel, () => writeFile(saveModel, `${JSON.stringify(model, null, 2)}\n`))
  }
  if (links !== undefined) await refuseUnwritable(links, () => writeLinks(links, ids, linkage.clusterOf))
  const personOf = await readTruth(options.truth, ids)
  const outcome = { table, model, linkage, queue: reviewQueue(linkage, before) }
  return {
    ...measure(outcome, personOf),
    trainSeconds: seconds(trained - read),
    linkSeconds: seconds(read - started + linked - trained),
    peakRssMb: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
    reviewRight: shareRight(outcome.queue, personOf),
    calibration: calibrationOf(linkage.pairs, personOf),
    ...(await measureByLabel(kindsFileOf(options), ids, { ...outcome, personOf })),
  }
}

type Measures = Pick<
  Evaluation,
  | 'records'
  | 'persons'
  | 'truePairs'
  | 'precision'
  | 'recall'
  | 'f1'
  | 'reviewPairs'
  | 'recallWithReview'
  | 'blockedPairs'
  | 'pairCompleteness'
>

interface Outcome {
  readonly table: FeatureTable
  readonly model: Model
  readonly linkage: Linkage
  readonly queue: readonly Edge[]
}

function measure({ table, model, linkage, queue }: Outcome, personOf: Uint32Array): Measures {
  const { truePairs, precision, recall, f1 } = pairQuality(linkage.clusterOf, personOf)
  return {
    records: table.size,
    persons: new Set(linkage.clusterOf).size,
    truePairs,
    precision: rounded(precision),
    recall: rounded(recall),
    f1: rounded(f1),
    reviewPairs: queue.length,
    recallWithReview: rounded(recallAfterReview(linkage.clusterOf, queue, personOf)),
    blockedPairs: linkage.comparedPairs,
    pairCompleteness: rounded(truePairs === 0 ? 1 : trueCandidates(table, model, personOf) / truePairs),
  }
}

function trueCandidates(table: FeatureTable, model: Model, personOf: Uint32Array): number {
  const index = blockIndex(table, model.blocking, new PairScorer(model, table).terms, model.stopKeys)
  const mayBeOne = mayMatch(model, table)
  let count = 0
  visitCandidates(index, 0, table.size, (j, i) => {
    if (personOf[i] === personOf[j] && mayBeOne(i, j)) count += 1
  })
  return count
}

function shareRight(queue: readonly Edge[], personOf: Uint32Array): number | null {
  const right = queue.filter(({ i, j }) => personOf[i] === personOf[j]).length
  return queue.length === 0 ? null : rounded(right / queue.length)
}

async function measureByLabel(
  file: string | undefined,
  ids: readonly string[],
  { linkage, queue, personOf }: Pick<Outcome, 'linkage' | 'queue'> & { readonly personOf: Uint32Array },
): Promise<Pick<Evaluation, 'kinds' | 'traits'>> {
  if (file === undefined) return {}
  const { kinds, traits } = await readKinds(file, ids)
  const { clusterOf } = linkage
  const partitions = { clusterOf, reviewedOf: clustersAfterReview(clusterOf, queue, personOf), personOf }
  return { kinds: errorsByLabel(kinds, partitions), traits: errorsByLabel(traits, partitions) }
}

function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000
}
