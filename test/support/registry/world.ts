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
import { SOURCES } from '../../../src/tools/synthetic/people/sources.js'
import { applyAll, given } from '../batches/deliver.js'
import { testDatabase } from '../storage/test-database.js'
import { soundness } from './soundness.js'

/** A record as a list has it, and the id that it will have. */
export interface Said {
  readonly id: string
  readonly source: string
  readonly sourceKey: string
  readonly record: CanonicalRecord
  readonly facts: Facts
}

const NO_AREAS = createAreaRegister({ provinces: [], regencies: [], districts: [], villages: [], retired: [] })
const KEPT = ['migrations', 'agencies', 'profiles', 'sources', 'models', 'secrets']
/** Events of deliveries tell that one came, also where it brought nothing new. */
const STAMPS = [
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

/** A registry on a database of its own, with the seven lists as sources; time goes on by a day with each change. */
export class World {
  readonly registry: Registry
  readonly server: Server
  readonly #reader: ContextReader
  readonly #log = new PassLog()
  readonly #ahead: NextPassPrefetch

  private constructor(registry: Registry, server: Server) {
    this.registry = registry
    this.server = server
    this.#reader = new ContextReader(registry)
    this.#ahead = new NextPassPrefetch(registry.database.lookups, this.#log)
  }

  static async open(t: Test): Promise<World> {
    const database = await testDatabase(t)
    let at = Date.UTC(2026, 0, 1)
    const now = (): Date => new Date((at += DAY_MS))
    const registry = await openRegistry(database, { areas: NO_AREAS, now })
    given(await addAgency(registry, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' }))
    for (const code of SOURCES) {
      const trust = PROFILES.find((profile) => profile.code === code)?.trust ?? {}
      const source = { code, agency: 'dinsos', profile: 'canonical', name: code, trust, by: 'test' }
      given(await addSource(registry, source))
    }
    return new World(registry, database.server)
  }

  get database(): Database {
    return this.registry.database
  }

  /** The same registry over other pools, as another process has it. */
  over(database: Database): Registry {
    return { ...this.registry, database }
  }

  /** Forgets everything but sources and model. */
  async empty(): Promise<void> {
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
  change(changes: readonly SingleChange[]): Promise<SingleOutcome[]> {
    return this.prepared(changes)()
  }

  /** Prepares a pass over these changes; gives what links them by it. */
  prepared(changes: readonly SingleChange[]): () => Promise<SingleOutcome[]> {
    const passes = { reader: this.#reader, log: this.#log }
    const { last: context } = this.#reader
    const preparation = context && prepareSingles(this.database, changes, { context, log: this.#log })
    return () => linkSingles(this.registry, changes, { ...passes, preparation })
  }

  /** Applies and links all deliveries and judgements that wait, so many records a pass. */
  async settle(limit = 20_000): Promise<void> {
    while (await this.pass(limit));
  }

  /** Applies all deliveries and runs one pass over what waits; tells whether there was anything to link. */
  async pass(limit: number): Promise<boolean> {
    await applyAll(this.registry)
    const { taken } = await linkPending(this.registry, { reader: this.#reader, limit, ahead: this.#ahead })
    return taken > 0
  }

  /** Everything that linking wrote, in short. */
  async stamp(): Promise<string> {
    const [row] = await this.database.conn.read<{ stamp: string }>(sql`
      SELECT concat_ws(' ', ${join(STAMPS, ', ')}) AS stamp`)
    return row?.stamp ?? ''
  }

  /** What is wrong with the registry: what breaks its own rules, and what a rebuild makes otherwise. */
  async faults(recordsPerPass = 20_000): Promise<string[]> {
    const { differences } = await rebuildRegistry(this.registry, { recordsPerPass })
    const told = Object.entries(differences.byPart).map(
      ([part, { count, firstRecordIds }]) => `${part} ${count} ${firstRecordIds.join()}`,
    )
    return [...told, ...(await soundness(this.database.conn))]
  }
}

/** Invented records of a few families in seven lists. */
export function invented({ records, seed, dirt }: { records: number; seed: number; dirt: number }): Said[] {
  return [...generateRecords({ records, seed, dirt })].map(({ flat }) => {
    const fields = Object.fromEntries(RECORD_FIELDS.map((field) => [field, flat[field]]))
    return said({ source: flat.source, ...fields } as CanonicalRecord)
  })
}

export function said(record: CanonicalRecord, facts: Facts = {}): Said {
  const { source, source_key: sourceKey } = record
  return { id: recordId(source, sourceKey), source, sourceKey, record, facts }
}

export function put({ source, sourceKey, record, facts }: Said): SingleChange {
  return { kind: 'put', source, sourceKey, record, facts, raw: {}, by: 'test' }
}

export function withdrawal({ source, sourceKey }: Said): SingleChange {
  return { kind: 'withdrawal', source, sourceKey, by: 'test' }
}
