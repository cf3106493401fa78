import { randomUUID } from 'node:crypto'
import type { Model } from '../../domain/linkage/model/model.js'
import { parseModel } from '../../domain/linkage/parse-model.js'
import { type Trust, type TrustOf, trustBySource } from '../../domain/registry/records/trust.js'
import { Profile } from '../../profiles/schema/profile.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { type LinkingSettings, readLinkingSettings } from '../../storage/linkage/linking-settings.js'
import { findActiveModel } from '../../storage/linkage/models.js'
import { findProfile } from '../../storage/sources/profiles.js'
import { listSources } from '../../storage/sources/sources.js'
import type { Registry } from '../context/registry.js'
import type { LinkingContext } from './linking-context.js'

interface CachedContext {
  readonly settings: LinkingSettings
  readonly model: Model
  readonly trustOf: TrustOf
}

/** Reads the context of passes. The model and the trust in the sources are cached until their versions change. */
export class ContextReader {
  readonly #registry: Pick<Registry, 'secret' | 'now'>
  #cached: CachedContext | undefined
  #last: LinkingContext | undefined

  constructor(registry: Pick<Registry, 'secret' | 'now'>) {
    this.#registry = registry
  }

  /** The context of the last read; undefined before the first. */
  get last(): LinkingContext | undefined {
    return this.#last
  }

  /** Reads the context. A caller that has just read the settings passes them, which saves a query. */
  async read(conn: Conn, settings?: LinkingSettings): Promise<LinkingContext> {
    const context = await this.#contextOf(conn, settings ?? (await readLinkingSettings(conn)))
    this.#last = context
    return context
  }

  async #contextOf(conn: Conn, settings: LinkingSettings): Promise<LinkingContext> {
    const cached = this.#cached
    if (cached?.settings.modelVersion !== settings.modelVersion || cached.settings.sources !== settings.sources) {
      this.#cached = { settings, model: await readModel(conn), trustOf: await readTrust(conn) }
    }
    if (this.#cached === undefined) throw new Error('The context has just been cached')
    const { model, trustOf } = this.#cached
    const lacks = {
      judgements: !settings.hasJudgements,
      crowds: !settings.hasCrowds,
      setAside: !settings.hasSetAside,
      unfinishedBatches: !settings.hasUnfinishedBatches,
      pastMemberships: !settings.hasPastMemberships,
    }
    return { model, trustOf, secret: this.#registry.secret, now: this.#registry.now(), newId: randomUUID, lacks }
  }
}

async function readModel(conn: Conn): Promise<Model> {
  const active = await findActiveModel(conn)
  if (active === undefined) throw new Error('A registry without a model cannot link')
  return parseModel(active.document)
}

/** The trust that a source sets for a field takes precedence over that of its profile. */
async function readTrust(conn: Conn): Promise<TrustOf> {
  const trusts = new Map<string, Trust>()
  for (const { code, profile, trust } of await listSources(conn)) {
    const stored = await findProfile(conn, profile)
    const trustOfProfile = stored === undefined ? undefined : Profile.parse(stored.document).trust
    trusts.set(code, { ...trustOfProfile, ...trust })
  }
  return trustBySource(trusts)
}
