import fc from 'fast-check'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { confirmBatch } from '../../../src/application/batches/confirm-batch.js'
import { getBatch } from '../../../src/application/batches/get-batch.js'
import { revertBatch } from '../../../src/application/batches/revert-batch.js'
import { applyBatch, nextBatchToApply } from '../../../src/application/batches/applying/apply-batch.js'
import { isRefusal } from '../../../src/application/context/refusals.js'
import { RECORD_FIELDS } from '../../../src/domain/registry/records/canonical-record.js'
import type { CanonicalRecord } from '../../../src/domain/registry/records/canonical-record.js'
import type { SingleChange } from '../../../src/application/linkage/state/single-change.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { type PlainStatement, plainContents } from '../../support/batches/plain-source.js'
import { notRefused, sendBatch } from '../../support/batches/process-batch.js'
import { perform } from '../../support/registry/perform.js'
import { TestRegistry, testRecord, withdrawal } from '../../support/registry/test-registry.js'

const SOURCE = 'dtks'

type Step =
  | { readonly kind: 'delta' | 'snapshot'; readonly rows: readonly (readonly [number, number])[] }
  | { readonly kind: 'revert' | 'confirm'; readonly which: number }
  | { readonly kind: 'put'; readonly key: number; readonly content: number }
  | { readonly kind: 'delete'; readonly key: number }
  | { readonly kind: 'apply' | 'link' | 'settle' }

const keys = fc.nat({ max: 4 })
const contents = fc.nat({ max: 2 })
const rows = fc.uniqueArray(fc.tuple(keys, contents), { selector: ([key]) => key, minLength: 1, maxLength: 5 })

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('delta'), rows }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('snapshot'), rows }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('revert'), which: fc.nat({ max: 7 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('confirm'), which: fc.nat({ max: 7 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('put'), key: keys, content: contents }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete'), key: keys }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('apply') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('link') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('settle') }) },
)

/** A full list that is refused, and confirmed once what came before it was taken back. */
const CONFIRMED_AFTER_REVERSAL: Step[] = [
  { kind: 'snapshot', rows: [0, 1, 2, 3, 4].map((key) => [key, 0] as const) },
  { kind: 'settle' },
  { kind: 'delta', rows: [0, 1, 2].map((key) => [key, 1] as const) },
  { kind: 'settle' },
  { kind: 'snapshot', rows: [0, 1].map((key) => [key, 2] as const) },
  { kind: 'settle' },
  { kind: 'revert', which: 1 },
  { kind: 'settle' },
  { kind: 'confirm', which: 2 },
]

const nameOf = (content: number): string => `WARGA ${'ABC'[content] ?? ''}${'ABC'[content] ?? ''}`
const keyOf = (key: number): string => `k${key}`

/** A single change of the same cells has the same content as a row of a list. */
function cellsOf(key: number, content: number): Readonly<Record<string, string>> {
  return { source_key: keyOf(key), name: nameOf(content), village_code: '16.06.11.2015' }
}

/** A source of a registry beside the statements that were acknowledged. */
class Source {
  readonly #test: TestRegistry
  /** With those of refused batches, which say nothing until they are confirmed. */
  #said: PlainStatement[] = []
  #isSettled = true

  constructor(registry: TestRegistry) {
    this.#test = registry
  }

  async do(step: Step): Promise<void> {
    const isCounted = this.#isSettled && (step.kind === 'delta' || step.kind === 'snapshot' || step.kind === 'revert')
    const before = isCounted ? await this.plain() : []
    const id = await this.#perform(step)
    if (isCounted && id !== undefined) await this.#checkCounts(id, before)
  }

  async live(): Promise<readonly (readonly [string, string])[]> {
    const found = await this.#test.database.conn.read<{ key: string; name: string }>(sql`
      SELECT source_key AS key, canonical->>3 AS name FROM live_records ORDER BY 1`)
    return found.map(({ key, name }) => [key, name] as const)
  }

  /** What is live by the reference, with the batches that have been applied by now. */
  async plain(): Promise<readonly (readonly [string, string])[]> {
    const states = await this.#test.database.conn.read<{ id: string }>(
      sql`SELECT batch_id AS id FROM batches WHERE applied_at IS NOT NULL`,
    )
    const applied = new Set(states.map(({ id }) => id))
    return plainContents(this.#said.filter(({ id }) => id === undefined || applied.has(id)))
  }

  async settle(): Promise<void> {
    await this.#test.settle()
    this.#isSettled = true
  }

  /** Every row of every batch is counted once. */
  async brokenCounts(): Promise<readonly unknown[]> {
    return this.#test.database.conn.read(sql`
      SELECT state, counts FROM batches WHERE (counts->>'read')::int <>
          (counts->>'accepted')::int + (counts->>'unchanged')::int + (counts->>'rejected')::int
        OR (state = 'completed' AND counts->'accepted' <> counts->'linked')
        OR state NOT IN ('completed', 'refused')`)
  }

  async #perform(step: Step): Promise<string | undefined> {
    switch (step.kind) {
      case 'delta':
      case 'snapshot':
        return this.#send(step.kind, step.rows)
      case 'revert':
        return this.#revert(step.which)
      case 'confirm':
        return this.#confirm(step.which)
      case 'put':
        return this.#link(step.key, step.content)
      case 'delete':
        return this.#link(step.key, undefined)
      case 'apply':
        return this.#apply()
      case 'link':
        await this.#test.runPass(2)
        return undefined
      case 'settle':
        await this.settle()
        return undefined
    }
  }

  async #send(kind: 'delta' | 'snapshot', sent: readonly (readonly [number, number])[]): Promise<string> {
    const lines = sent.map(([key, content]) => `${keyOf(key)},${nameOf(content)},16.06.11.2015\n`)
    const file = `source_key,name,village_code\n${lines.join('')}`
    const { id } = await sendBatch(this.#test.registry, file, { source: SOURCE, mode: kind })
    const said = new Map(sent.map(([key, content]) => [keyOf(key), nameOf(content)]))
    this.#said.push({ id, kind, rows: said })
    this.#isSettled = false
    return id
  }

  async #revert(which: number): Promise<string | undefined> {
    const id = this.#batchIds()[which]
    if (id === undefined) return undefined
    const reversal = await perform(this.#test.registry, revertBatch, { id, by: 'test' })
    if (isRefusal(reversal)) return undefined
    this.#said.push({ id: reversal.id, kind: 'reversal', rows: new Map(), reverts: id })
    this.#isSettled = false
    return reversal.id
  }

  async #confirm(which: number): Promise<undefined> {
    const id = this.#batchIds()[which]
    if (id === undefined) return
    const confirmed = await perform(this.#test.registry, confirmBatch, { id, by: 'test' })
    if (!isRefusal(confirmed)) this.#isSettled = false
  }

  async #link(key: number, content: number | undefined): Promise<undefined> {
    const record = testRecord({
      ...(Object.fromEntries(RECORD_FIELDS.map((field) => [field, ''])) as unknown as CanonicalRecord),
      source: SOURCE,
      source_key: keyOf(key),
      name: content === undefined ? '' : nameOf(content),
      village_code: '16.06.11.2015',
    })
    const change: SingleChange =
      content === undefined
        ? withdrawal(record)
        : {
            kind: 'put',
            source: SOURCE,
            sourceKey: keyOf(key),
            record: record.record,
            facts: {},
            raw: cellsOf(key, content),
            by: 'test',
          }
    const [outcome] = await this.#test.link([change])
    if (outcome?.effect === 'unknown') return
    const name = content === undefined ? undefined : nameOf(content)
    this.#said.push({ id: undefined, kind: 'single', rows: new Map([[keyOf(key), name]]) })
  }

  async #apply(): Promise<undefined> {
    const { registry, database } = this.#test
    const id = await nextBatchToApply(database.conn)
    if (id !== undefined) await inTransaction(database, (tx) => applyBatch(tx, registry, id))
  }

  /** Applied alone, a batch counts exactly the records that it changed. */
  async #checkCounts(id: string, before: readonly (readonly [string, string])[]): Promise<void> {
    await this.settle()
    const { state, counts } = notRefused(await getBatch(this.#test.database.conn, id))
    if (state === 'refused') return
    const was = new Map(before)
    const is = new Map(await this.plain())
    const accepted = [...is].filter(([key, name]) => was.get(key) !== name).length
    const withdrawn = [...was.keys()].filter((key) => !is.has(key)).length
    if (counts.accepted !== accepted || counts.withdrawn !== withdrawn)
      throw new Error(`counted ${counts.accepted}, ${counts.withdrawn} for ${accepted}, ${withdrawn}`)
  }

  #batchIds(): readonly string[] {
    return this.#said.flatMap(({ id }) => (id === undefined ? [] : [id]))
  }
}

test('what is live equals what was said last and not taken back, in any interleaving', async (t) => {
  const registry = await TestRegistry.open(t)
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 4, maxLength: 16, size: 'max' }), async (plan) => {
      await registry.clear()
      const source = new Source(registry)
      for (const step of plan) await source.do(step)
      await source.settle()
      const [live, plain, broken] = [await source.live(), await source.plain(), await source.brokenCounts()]
      if (JSON.stringify(live) !== JSON.stringify(plain))
        throw new Error(`live ${JSON.stringify(live)}, said ${JSON.stringify(plain)}`)
      if (broken.length > 0) throw new Error(`counts ${JSON.stringify(broken)}`)
    }),
    { numRuns: Number(process.env['PADAN_RUNS'] ?? 25), examples: [[CONFIRMED_AFTER_REVERSAL]] },
  )
  t.same(await registry.violations(), [])
})
