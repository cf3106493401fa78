import type { Linker } from '../../jobs/linker.js'
import { generateRecords } from '../synthetic/records.js'
import type { SingleChange } from '../../application/linkage/state/single-change.js'
import { type CanonicalRecord, RECORD_FIELDS } from '../../domain/registry/records/canonical-record.js'
import { percentile } from './percentile.js'

/** Milliseconds of single changes that are sent one after another. */
export interface Latency {
  readonly p50Ms: number
  readonly p99Ms: number
}

/** The latency of single changes sent one after another, and their rate with many concurrent callers. */
export interface SinglesMeasure extends Latency {
  /** The first changes right after the load, with cold code and plans, while PostgreSQL still vacuums. */
  readonly first: Latency
  readonly perSecond: number
  readonly callers: number
}

/** The number of sequential changes, sent both before and after the concurrent ones. */
export interface SinglesLoad {
  readonly sequential: number
  readonly concurrent: number
}

export const SINGLES: SinglesLoad = { sequential: 400, concurrent: 6000 }
const CALLERS = 256
const OTHER_SEED = 1007

/** Sends new generated records as single changes: some at once, the others after `rest` resolves. */
export async function benchSingles(
  linker: Linker,
  { sequential, concurrent }: SinglesLoad,
  rest: () => Promise<void>,
): Promise<SinglesMeasure> {
  const changes = singleChanges(sequential * 2 + concurrent)
  const first = await latencyOf(linker, changes.splice(0, sequential))
  await rest()
  const waiting = changes.splice(0, concurrent)
  const started = performance.now()
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      for (let change = waiting.pop(); change !== undefined; change = waiting.pop()) await linker.link(change)
    }),
  )
  const seconds = (performance.now() - started) / 1000
  const later = await latencyOf(linker, changes)
  return { ...later, first, perSecond: Math.round(concurrent / seconds), callers: CALLERS }
}

async function latencyOf(linker: Linker, changes: readonly SingleChange[]): Promise<Latency> {
  const times: number[] = []
  for (const change of changes) {
    const started = performance.now()
    await linker.link(change)
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  return { p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) }
}

function singleChanges(count: number): SingleChange[] {
  const changes: SingleChange[] = []
  for (const { flat } of generateRecords({ records: count, seed: OTHER_SEED })) {
    const values = Object.fromEntries(RECORD_FIELDS.map((field) => [field, flat[field]]))
    const sourceKey = `single-${flat.source_key}`
    const record = { ...values, source: flat.source, source_key: sourceKey } as CanonicalRecord
    changes.push({ kind: 'put', source: flat.source, sourceKey, by: 'benchmark', record, facts: {}, raw: values })
  }
  return changes
}
