import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { addAgency } from '../../../src/application/sources/add-agency.js'
import { addSource } from '../../../src/application/sources/add-source.js'
import type { BatchView } from '../../../src/application/batches/batch-view.js'
import { getBatch } from '../../../src/application/batches/get-batch.js'
import { receiveBatch } from '../../../src/application/batches/receiving/receive-batch.js'
import type { SingleChange, SingleOutcome } from '../../../src/application/linkage/state/single-change.js'
import { isRefusal, type Refusal } from '../../../src/application/context/refusals.js'
import { openRegistry } from '../../../src/application/context/registry.js'
import { Linker } from '../../../src/jobs/linker.js'
import { packageRoot } from '../../../src/reference/built-in-model.js'
import { DatabaseError } from '../../../src/storage/postgres/database-error.js'
import { openDatabase } from '../../../src/storage/open-database.js'
import { until } from '../until.js'
import { perform } from '../registry/perform.js'

/**
 * A program that stands for the service in kill tests. It reads calls as lines of JSON and answers each with a line once the
 * call is done. `hasten` moves its clock ahead, so that no test waits for a minute of silence.
 */

/** A call of the test. */
export type Call =
  | { readonly kind: 'prepare'; readonly sources: readonly string[] }
  | { readonly kind: 'send'; readonly source: string; readonly mode: 'snapshot' | 'delta'; readonly file: string }
  | { readonly kind: 'single'; readonly change: SingleChange }
  | { readonly kind: 'settle'; readonly batch: string }
  | { readonly kind: 'hasten'; readonly byMs: number }

export type Answer = BatchView | Refusal | SingleOutcome | Record<string, never>

const POLL_MS = 20
const PIECE_BYTES = 1 << 14

const [dataDir = '', aheadMs = '0', recordsPerPass = '1000'] = process.argv.slice(2)
let ahead = Number(aheadMs)

const database = await openDatabase({
  url: undefined,
  dataDir,
  migrationsFolder: join(packageRoot(), 'migrations'),
  onBroken: () => undefined,
})
let isStopping = false
void database.ended.then(() => {
  if (!isStopping) process.exit(1)
})
const registry = await openRegistry(database, { now: () => new Date(Date.now() + ahead) })
const linker = new Linker(registry, {
  recordsPerPass: Number(recordsPerPass),
  onFailure: (error) => {
    writeLine({ failure: codeOf(error) })
  },
})
linker.start()

function writeLine(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

function codeOf(error: unknown): string {
  return error instanceof DatabaseError ? error.code : String(error instanceof Error ? error.stack : error)
}

async function answer(call: Call): Promise<Answer> {
  switch (call.kind) {
    case 'prepare':
      return prepare(call.sources)
    case 'send': {
      const input = createReadStream(call.file, { highWaterMark: PIECE_BYTES })
      const { source, mode } = call
      const received = await receiveBatch(registry, { source, mode, format: 'csv', input, sentBy: 'test' })
      linker.wake()
      return received
    }
    case 'single':
      return linker.link(call.change)
    case 'settle':
      return settled(call.batch)
    case 'hasten':
      ahead += call.byMs
      return {}
  }
}

/** Idempotent: a call of before a kill may have added agency and sources without an answer. */
async function prepare(sources: readonly string[]): Promise<Answer> {
  await perform(registry, addAgency, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' })
  for (const code of sources)
    await perform(registry, addSource, { code, agency: 'dinsos', profile: 'canonical', name: code, by: 'test' })
  return {}
}

async function settled(id: string): Promise<BatchView | Refusal> {
  const read = (): Promise<BatchView | Refusal> => getBatch(database.conn, id)
  const isFinished = async (): Promise<boolean> => {
    const batch = await read()
    return isRefusal(batch) || batch.finished_at !== null
  }
  await until(isFinished, { everyMs: POLL_MS, atMostMs: Number.POSITIVE_INFINITY })
  return read()
}

const calls = createInterface({ input: process.stdin })
calls.on('line', (line) => {
  const { id, call } = JSON.parse(line) as { id: number; call: Call }
  answer(call).then(
    (given) => {
      writeLine({ id, answer: given })
    },
    (error: unknown) => {
      writeLine({ id, error: codeOf(error) })
    },
  )
})
calls.on('close', () => {
  isStopping = true
  void linker
    .stop()
    .then(() => database.close())
    .then(() => process.exit(0))
})
writeLine({ ready: true })
