import type { CalibrationBin } from '../evaluation/calibration.js'
import type { LabelErrors } from '../evaluation/errors-by-label.js'
import { FAMILIES } from '../synthetic/family.js'
import { countText, markdownTable, shareText } from './markdown-table.js'
import { measureLists, type MeasuredLists } from './measure-lists.js'
import type { NumberOptions } from './number-options.js'
import { QUALITY_HEADER, QUALITY_LISTS, qualityRow } from './quality-table.js'

/** The records of the lists that the other tables are measured on. */
const RECORDS = 100_000

/** Measures a table of the numbers page and returns it in Markdown, as it stands there. */
export async function printNumbers({ table, records }: NumberOptions): Promise<string> {
  switch (table) {
    case 'quality':
      return qualityTable(QUALITY_LISTS.map((lists) => (records === undefined ? lists : { ...lists, records })))
    case 'calibration':
      return calibrationTable(records ?? RECORDS)
    case 'kinds':
    case 'traits':
      return labelTable(table, records ?? RECORDS)
  }
}

async function qualityTable(all: readonly MeasuredLists[]): Promise<string> {
  const rows: (readonly string[])[] = []
  for (const lists of all) rows.push(qualityRow(lists, await measureLists(lists)))
  return markdownTable(QUALITY_HEADER, rows)
}

async function calibrationTable(records: number): Promise<string> {
  const rows: (readonly string[])[] = []
  for (const family of FAMILIES) {
    const { calibration } = await measureLists({ family, records, dirt: 1 })
    rows.push(...calibration.map((bin) => [family, ...calibrationCells(bin)]))
  }
  const header = ['family', 'probability', 'pairs', 'mean', 'right', 'of them certain', 'right among those']
  return markdownTable(header, rows)
}

function calibrationCells(bin: CalibrationBin): readonly string[] {
  const { from, to, pairs, stated, right, certainPairs, certainRight } = bin
  const counts = [
    countText(pairs),
    shareText(stated),
    shareText(right),
    countText(certainPairs),
    shareText(certainRight),
  ]
  return [`${boundText(from)} to ${boundText(to)}`, ...counts]
}

function boundText(bound: number): string {
  return String(bound).replace(/^0\./, '.')
}

async function labelTable(table: 'kinds' | 'traits', records: number): Promise<string> {
  const evaluation = await measureLists({ family: 'field', records, dirt: 1 })
  const rows = Object.entries(evaluation[table] ?? {}).map(([label, errors]) => [`\`${label}\``, ...labelCells(errors)])
  return markdownTable([table.slice(0, -1), 'records', 'false pairs', 'missed pairs', 'missed after review'], rows)
}

function labelCells({ records, falsePairs, missedPairs, missedAfterReview }: LabelErrors): readonly string[] {
  return [records, falsePairs, missedPairs, missedAfterReview].map(countText)
}
