import type { Evaluation } from '../evaluation/run-evaluation.js'
import { countText, shareText } from './markdown-table.js'
import type { MeasuredLists } from './measure-lists.js'

/** The lists of the table: each family in three sizes, then dirtier. */
export const QUALITY_LISTS: readonly MeasuredLists[] = [
  { family: 'plain', records: 10_000, dirt: 1 },
  { family: 'plain', records: 100_000, dirt: 1 },
  { family: 'plain', records: 1_000_000, dirt: 1 },
  { family: 'plain', records: 20_000, dirt: 2 },
  { family: 'plain', records: 20_000, dirt: 3 },
  { family: 'field', records: 10_000, dirt: 1 },
  { family: 'field', records: 100_000, dirt: 1 },
  { family: 'field', records: 1_000_000, dirt: 1 },
  { family: 'field', records: 20_000, dirt: 2 },
]

export const QUALITY_HEADER = [
  'family',
  'records',
  'dirt',
  'precision',
  'recall',
  'F1',
  'review pairs per 100 records',
  'right among them',
  'recall with review',
  'compared pairs per record',
  'seconds',
  'peak memory',
]

export function qualityRow({ family, dirt }: MeasuredLists, evaluation: Evaluation): readonly string[] {
  const { records, linkSeconds, peakRssMb } = evaluation
  return [
    family,
    countText(records),
    String(dirt),
    shareText(evaluation.precision),
    shareText(evaluation.recall),
    shareText(evaluation.f1),
    ((100 * evaluation.reviewPairs) / records).toFixed(2),
    shareText(evaluation.reviewRight),
    shareText(evaluation.recallWithReview),
    (evaluation.blockedPairs / records).toFixed(1),
    linkSeconds.toFixed(linkSeconds < 10 ? 1 : 0),
    `${(peakRssMb / 1000).toPrecision(2)} GB`,
  ]
}
