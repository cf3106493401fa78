import sql, { join, raw } from 'sql-template-tag'
import type { Test } from 'tap'
import { addAgency } from '../../../src/application/sources/add-agency.js'
import { addSource } from '../../../src/application/sources/add-source.js'
import { linkPending } from '../../../src/application/linkage/link-pending.js'
import { linkSingles } from '../../../src/application/linkage/link-singles.js'
import type { SingleChange, SingleOutcome } from '../../../src/application/linkage/state/single-change.js'
import { NextPassPrefetch } from '../../../src/application/linkage/scheduling/next-pass-prefetch.js'
import { PassLog } from '../../../src/application/linkage/scheduling/pass-log.js'
import { prepareSingles } from '../../../src/application/linkage/scheduling/prepare-singles.js'
import { ContextReader } from '../../../src/application/active-model/read-context.js'
import { rebuildRegistry } from '../../../src/application/rebuild/rebuild-registry.js'
import { openRegistry, type Registry } from '../../../src/application/context/registry.js'
import { createAreaRegister } from '../../../src/domain/identity/areas/area.js'
import {
  type CanonicalRecord,
  type Facts,
  RECORD_FIELDS,
} from '../../../src/domain/registry/records/canonical-record.js'
import { PROFILES } from '../../../src/profiles/built-in/profiles.js'
import type { Database } from '../../../src/storage/postgres/connection.js'
import { recordId } from '../../../src/storage/batches/record-id.js'
import { OWNER_ROLE } from '../../../src/storage/postgres/roles.js'
import { type Server, withClient } from '../../../src/storage/postgres/server.js'
import { generateRecords } from '../../../src/tools/synthetic/records.js'
import { SOURCES } from '../../../src/tools/synthetic/population/sources.js'
import { applyAll, notRefused } from '../batches/process-batch.js'
import { testDatabase } from '../storage/test-database.js'
import { brokenRules } from './registry-rules.js'
import { perform } from './perform.js'

/** A record as its source sends it, with the id that the registry will derive for it. */
export interface TestRecord {
  readonly id: string
  readonly source: string
  readonly sourceKey: string
  readonly record: CanonicalRecord
  readonly facts: Facts
}

const NO_AREAS = createAreaRegister({ provinces: [], regencies: [], districts: [], villages: [], retired: [] })
const KEPT = ['migrations', 'agencies', 'profiles', 'sources', 'models', 'secrets']
/** Checksums of every table that linking writes. Events of batches are left out: a batch without changes writes them too. */
const CHECKSUMS = [
  'live_records',
  'block_keys',
  'crowded_keys',
  'edges',
  'persons',
  'past_memberships',
  'households',
  'past_households',
  'household_keys',
  'conflicts',
  'person_conflicts',
  "(SELECT * FROM events WHERE kind NOT LIKE 'batch.%')",
].map((table) => raw(`(SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM ${table} AS t)`))
const DAY_MS = 86_400_000

/**
 * A registry on a database of its own, with the seven real lists as sources. Its clock moves on by a day at each reading.
 *
 * `violations()` checks it after any step: a test of a new noun calls it too, once the rules of the noun are in
 * `registry-rules.ts` and its rows are part of the snapshot that a rebuild is compared by.
 */
export class TestRegistry {
  readonly registry: Registry
  readonly server: Server
  readonly #reader: ContextReader
  readonly #log = new PassLog()
  readonly #prefetch: NextPassPrefetch

  private constructor(registry: Registry, server: Server) {
    this.registry = registry
    this.server = server
    this.#reader = new ContextReader(registry)
    this.#prefetch = new NextPassPrefetch(registry.database.lookups, this.#log)
  }

  static async open(t: Test): Promise<TestRegistry> {
    const database = await testDatabase(t)
    let at = Date.UTC(2026, 0, 1)
    const now = (): Date => new Date((at += DAY_MS))
    const registry = await openRegistry(database, { areas: NO_AREAS, now })
    notRefused(await perform(registry, addAgency, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' }))
    for (const code of SOURCES) {
      const trust = PROFILES.find((profile) => profile.code === code)?.trust ?? {}
      const source = { code, agency: 'dinsos', profile: 'canonical', name: code, trust, by: 'test' }
      notRefused(await perform(registry, addSource, source))
    }
    return new TestRegistry(registry, database.server)
  }

  get database(): Database {
    return this.registry.database
  }

  /** The same registry over the pools of another process. */
  withDatabase(database: Database): Registry {
    return { ...this.registry, database }
  }

  /** Empties every table but those of sources and model. */
  async clear(): Promise<void> {
    await withClient(this.server, async (client) => {
      await client.query(`SET ROLE ${OWNER_ROLE}`)
      const { rows } = await client.query<{ name: string }>(
        `SELECT 'padan.' || tablename AS name FROM pg_tables WHERE schemaname = 'padan' AND NOT tablename = ANY ($1)`,
        [KEPT],
      )
      await client.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')} RESTART IDENTITY`)
    })
  }

  /** Links single changes in one pass. */
  link(changes: readonly SingleChange[]): Promise<SingleOutcome[]> {
    return this.prepareLink(changes)()
  }

  /** Prefetches for a pass over these changes and returns the function that runs the pass. */
  prepareLink(changes: readonly SingleChange[]): () => Promise<SingleOutcome[]> {
    const passes = { reader: this.#reader, log: this.#log }
    const { last: context } = this.#reader
    const preparation = context && prepareSingles(this.database, changes, { context, log: this.#log })
    return () => linkSingles(this.registry, changes, { ...passes, preparation })
  }

  /** Applies and links all waiting batches and judgements, at most `limit` records a pass. */
  async settle(limit = 20_000): Promise<void> {
    while (await this.runPass(limit));
  }

  /** Applies all waiting batches and runs one pass; returns whether there was anything to link. */
  async runPass(limit: number): Promise<boolean> {
    await applyAll(this.registry)
    const { taken } = await linkPending(this.registry, { reader: this.#reader, limit, prefetch: this.#prefetch })
    return taken > 0
  }

  /** One text that changes with any row that linking wrote. */
  async checksum(): Promise<string> {
    const [row] = await this.database.conn.read<{ checksum: string }>(sql`
      SELECT concat_ws(' ', ${join(CHECKSUMS, ', ')}) AS checksum`)
    return row?.checksum ?? ''
  }

  /** The rules of `registry-rules.ts` that the registry breaks, and the differences from a registry rebuilt from its records. */
  async violations(recordsPerPass = 20_000): Promise<string[]> {
    const { differences } = await rebuildRegistry(this.registry, { recordsPerPass })
    const differing = Object.entries(differences.byPart).map(
      ([part, { count, firstRecordIds }]) => `${part} ${count} ${firstRecordIds.join()}`,
    )
    return [...differing, ...(await brokenRules(this.database.conn))]
  }
}

/** A registry that links what it is given, in whatever way. */
export type LinkedRegistry = Pick<TestRegistry, 'database' | 'registry' | 'settle'> & {
  link(changes: readonly SingleChange[]): Promise<unknown>
}

/** Generated records of a few families in the seven lists. */
export function inventedRecords({
  records,
  seed,
  dirt,
}: {
  records: number
  seed: number
  dirt: number
}): TestRecord[] {
  return [...generateRecords({ records, seed, dirt })].map(({ flat }) => {
    const fields = Object.fromEntries(RECORD_FIELDS.map((field) => [field, flat[field]]))
    return testRecord({ source: flat.source, ...fields } as CanonicalRecord)
  })
}

export function testRecord(record: CanonicalRecord, facts: Facts = {}): TestRecord {
  const { source, source_key: sourceKey } = record
  return { id: recordId(source, sourceKey), source, sourceKey, record, facts }
}

export function put({ source, sourceKey, record, facts }: TestRecord): SingleChange {
  return { kind: 'put', source, sourceKey, record, facts, raw: {}, by: 'test' }
}

export function withdrawal({ source, sourceKey }: TestRecord): SingleChange {
  return { kind: 'withdrawal', source, sourceKey, by: 'test' }
}
