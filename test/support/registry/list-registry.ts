import sql from 'sql-template-tag'
import type { Test } from 'tap'
import { getBatch } from '../../../src/application/batches/get-batch.js'
import type { BatchView } from '../../../src/application/batches/batch-view.js'
import type { IncomingBatch } from '../../../src/application/batches/receiving/receive-batch.js'
import { addTestSource, notRefused, sendBatch } from '../batches/process-batch.js'
import { TestRegistry } from './test-registry.js'

/** Where a row of a list stands in the registry. */
export interface Standing {
  readonly record: string
  readonly key: string
  readonly person: string
  readonly household: string | null
}

/** A registry with one more source, whose lists are sent as files as a profile describes them. */
export class ListRegistry {
  readonly testRegistry: TestRegistry
  readonly #source: string

  private constructor(testRegistry: TestRegistry, source: string) {
    this.testRegistry = testRegistry
    this.#source = source
  }

  static async open(t: Test, profile: string): Promise<ListRegistry> {
    const testRegistry = await TestRegistry.open(t)
    const source = `list-${profile}`
    await addTestSource(testRegistry.registry, profile, { code: source })
    return new ListRegistry(testRegistry, source)
  }

  get source(): string {
    return this.#source
  }

  /** Forgets all lists. */
  clear(): Promise<void> {
    return this.testRegistry.clear()
  }

  /** Sends a file, applies and links it; a full list unless `batch` says otherwise. */
  async send(file: string, batch: Partial<IncomingBatch> = {}): Promise<BatchView> {
    const { registry } = this.testRegistry
    const { id } = await sendBatch(registry, file, { source: this.#source, mode: 'snapshot', ...batch })
    await this.testRegistry.settle()
    return notRefused(await getBatch(registry.database.conn, id))
  }

  /** The rows of the list by their names as sent last, each with its place; rows of one name follow their keys. */
  async standings(): Promise<ReadonlyMap<string, readonly Standing[]>> {
    const rows = await this.testRegistry.database.conn.read<Standing & { name: string }>(sql`
      SELECT l.canonical->>3 AS name, l.record_id AS record, l.source_key AS key, l.person_id AS person,
        p.household_id AS household
      FROM live_records l JOIN persons p USING (person_id) WHERE l.source_code = ${this.#source} ORDER BY l.source_key`)
    const found = new Map<string, Standing[]>()
    for (const { name, ...standing } of rows) found.set(name, [...(found.get(name) ?? []), standing])
    return found
  }

  /** The only row of a name. */
  async standing(name: string): Promise<Standing> {
    const [first, second] = (await this.standings()).get(name) ?? []
    if (first === undefined || second !== undefined) throw new Error(`${name} does not stand once in the list`)
    return first
  }
}
