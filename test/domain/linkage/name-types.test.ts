import { test } from 'tap'
import { linkTable } from '../../../src/domain/linkage/link.js'
import { pairQuality, type PairQuality } from '../../../src/tools/evaluation/quality.js'
import { NAME_TYPES, type NameType } from '../../../src/tools/synthetic/population/name-type.js'
import { generateRecords } from '../../../src/tools/synthetic/records.js'
import { BUILT_IN, tableOf } from '../../support/domain/built-in-table.js'

const RECORDS = 3000
const SEEDS = [4, 5]
const LEAST_PRECISION = 0.995

/** The share of true pairs that was linked when this was written, and how much other changes may take off it. */
const RECALL: Readonly<Record<NameType, number>> = {
  mononym: 0.992,
  patronymic: 0.993,
  title: 0.99,
  abbreviation: 0.991,
  balinese: 0.992,
  palembang: 0.99,
  joined: 0.993,
}
const MARGIN = 0.01

function link(nameType: NameType, seed: number): PairQuality {
  const records = [...generateRecords({ records: RECORDS, seed, nameType })]
  const table = tableOf(records.map(({ flat }) => flat))
  const { clusterOf } = linkTable(table, BUILT_IN, (i, j) => i < j)
  return pairQuality(
    clusterOf,
    Uint32Array.from(records, ({ personId }) => personId),
  )
}

/** The quality over several sets: their pairs counted together. */
function sumOf(sets: readonly PairQuality[]): { recall: number; precision: number; falsePairs: number } {
  const total = (count: (set: PairQuality) => number): number => sets.reduce((sum, set) => sum + count(set), 0)
  const [right, linked] = [total(({ rightPairs }) => rightPairs), total(({ linkedPairs }) => linkedPairs)]
  return { recall: right / total(({ truePairs }) => truePairs), precision: right / linked, falsePairs: linked - right }
}

for (const nameType of NAME_TYPES) {
  test(`records with names of a single type reach the quality floor (${nameType})`, async (t) => {
    const { recall, precision, falsePairs } = sumOf(SEEDS.map((seed) => link(nameType, seed)))
    t.comment(`| ${nameType} | ${recall.toFixed(4)} | ${precision.toFixed(4)} | ${falsePairs} |`)
    t.ok(recall >= RECALL[nameType] - MARGIN, `recall is ${recall}`)
    t.ok(precision >= LEAST_PRECISION, `precision is ${precision}`)
  })
}
