import { createReadStream } from 'node:fs'
import { addAgency } from '../../application/sources/add-agency.js'
import { addSource } from '../../application/sources/add-source.js'
import { receiveBatch } from '../../application/batches/receiving/receive-batch.js'
import { isRefusal } from '../../application/context/refusals.js'
import { inUnitOfWork } from '../../application/context/unit-of-work.js'
import type { Registry } from '../../application/context/registry.js'
import type { Linker } from '../../jobs/linker.js'
import { PROFILES } from '../../profiles/built-in/profiles.js'
import { listUnfinishedBatches } from '../../storage/batches/batches.js'
import type { BenchList } from './bench-lists.js'

const BY = 'benchmark'
const POLL_MS = 100

/** Adds an agency with the sources of the lists, each with the trust of the built-in profile of its name. */
export async function addBenchSources(registry: Registry, lists: readonly BenchList[]): Promise<void> {
  const { database, now } = registry
  const agency = { code: 'bench', name: 'Benchmark', by: BY }
  demand(await inUnitOfWork(database, (tx) => addAgency(tx, agency, now())))
  for (const { source: code } of lists) {
    const trust = PROFILES.find((profile) => profile.code === code)?.trust ?? {}
    const source = { code, agency: agency.code, profile: 'canonical', name: code, trust, by: BY }
    demand(await inUnitOfWork(database, (tx) => addSource(tx, source, now())))
  }
}

/** Sends all batches at once, as seven agencies would. Returns the seconds until every record is linked and committed. */
export async function loadBenchLists(registry: Registry, linker: Linker, lists: readonly BenchList[]): Promise<number> {
  const started = performance.now()
  await Promise.all(
    lists.map(async ({ source, file }) => {
      const input = createReadStream(file)
      demand(await receiveBatch(registry, { source, mode: 'snapshot', format: 'csv', input, sentBy: BY }))
      linker.wake()
    }),
  )
  await allCompleted(registry)
  return (performance.now() - started) / 1000
}

async function allCompleted(registry: Registry): Promise<void> {
  for (;;) {
    if (await hasFinished(registry)) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

async function hasFinished({ database }: Registry): Promise<boolean> {
  return (await listUnfinishedBatches(database.conn)).length === 0
}

function demand<T>(result: T): T {
  if (isRefusal(result)) throw new Error(`the benchmark was refused with ${result.code}`)
  return result
}
