import fc from 'fast-check'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { registrySnapshot } from '../../../../src/application/rebuild/registry-snapshot.js'
import type { Database } from '../../../../src/storage/postgres/connection.js'
import { sendBatch } from '../../../support/batches/process-batch.js'
import { PlainRegistry } from '../../../support/registry/plain-registry.js'
import {
  applyChange,
  csvOf,
  distinctById,
  recordAndBatchChanges,
  recordAndJudgementChanges,
  vary,
} from '../../../support/registry/random-changes.js'
import {
  inventedRecords,
  type LinkedRegistry,
  type TestRecord,
  TestRegistry,
} from '../../../support/registry/test-registry.js'

const populations = fc.record({
  records: fc.integer({ min: 20, max: 70 }),
  seed: fc.nat(1000),
  dirt: fc.constantFrom(1, 2, 3),
})
const changes = fc.oneof(recordAndBatchChanges, recordAndJudgementChanges)
/** So few pending records a pass that the next one is prefetched while one runs, or all at once. */
const limits = fc.constantFrom(4, 9, 20_000)

/** The lines of the snapshot, in which a judgement is named by its place: its id is random. */
async function snapshotOf({ conn }: Database): Promise<readonly string[]> {
  const judgements = await conn.read<{ id: string }>(sql`SELECT judgement_id AS id FROM judgements ORDER BY judged_at`)
  const places = new Map(judgements.map(({ id }, place) => [id, `judgement ${place}`]))
  const lines: string[] = []
  for await (const line of registrySnapshot(conn)) {
    lines.push(JSON.stringify(line).replace(IDS, (id) => places.get(id) ?? id))
  }
  return lines.sort()
}

/** Sends the records of each source as a batch, and links all of them. */
async function linkBatches(registry: LinkedRegistry, people: readonly TestRecord[]): Promise<void> {
  for (const source of new Set(people.map((person) => person.source))) {
    const own = people.filter((person) => person.source === source)
    await sendBatch(registry.registry, csvOf(distinctById(own)), { source, mode: 'delta' })
  }
  await registry.settle()
}

const IDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

test('an overlapped pass over a prefetched view leads to the same registry as a plain one', async (t) => {
  const [testRegistry, reference] = [await TestRegistry.open(t), await TestRegistry.open(t)]
  // The keys of batches that are made of personal values depend on the secret.
  const plain = new PlainRegistry({ ...reference.registry, secret: testRegistry.registry.secret })
  const property = fc.asyncProperty(populations, changes, limits, async (of, randomChanges, limit) => {
    await Promise.all([testRegistry.clear(), reference.clear()])
    const overlapped: LinkedRegistry = {
      registry: testRegistry.registry,
      database: testRegistry.database,
      link: (singles) => testRegistry.link(singles),
      settle: () => testRegistry.settle(limit),
    }
    const people = inventedRecords(of)
    const doBoth = async (act: (registry: LinkedRegistry) => Promise<unknown>): Promise<void> => {
      for (const registry of [overlapped, plain]) await act(registry)
      const [found, wanted] = [await snapshotOf(overlapped.database), await snapshotOf(plain.database)]
      const at = wanted.findIndex((line, place) => line !== found[place])
      if (at >= 0 || found.length !== wanted.length) throw new Error(`${found[at]} instead of ${wanted[at]}`)
    }
    await doBoth((registry) => linkBatches(registry, people))
    for (const change of randomChanges) await doBoth((registry) => applyChange(registry, people, change))
    const varied = people.map((person, at) => vary(person, at % 15, people[(at * 7 + 3) % people.length] ?? person))
    await doBoth((registry) => linkBatches(registry, varied))
  })
  await fc.assert(property, { numRuns: 6, endOnFailure: true })
})
