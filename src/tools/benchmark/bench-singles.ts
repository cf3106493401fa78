import type { Linker } from '../../jobs/linker.js'
import { generateRecords } from '../synthetic/records.js'
import type { SingleChange } from '../../application/linkage/state/single-change.js'
import { type CanonicalRecord, RECORD_FIELDS } from '../../domain/registry/records/canonical-record.js'
import { percentile } from './percentile.js'

/** Milliseconds of single changes that come one after the other. */
export interface Latency {
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Single changes one after the other, and how many a second go through when many come at once. */
export interface SinglesMeasure extends Latency {
  /** The first ones right behind the load: by code and plans that nobody has used before, and while the load is cleared up. */
  readonly first: Latency
  readonly perSecond: number
  readonly callers: number
}

/** How many changes come one after the other, before and after so many at once. */
export interface SinglesLoad {
  readonly sequential: number
  readonly concurrent: number
}

export const SINGLES: SinglesLoad = { sequential: 400, concurrent: 6000 }
const CALLERS = 256
const OTHER_SEED = 1007

/** Sends new records of people like those in the registry, singly: some at once, the others when `rest` says so. */
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
