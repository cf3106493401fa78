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

interface Known {
  readonly settings: LinkingSettings
  readonly model: Model
  readonly trustOf: TrustOf
}

/** Gives passes their context; the model and the trust in the sources are read anew only when they have changed. */
export class ContextReader {
  readonly #registry: Pick<Registry, 'secret' | 'now'>
  #known: Known | undefined
  #last: LinkingContext | undefined

  constructor(registry: Pick<Registry, 'secret' | 'now'>) {
    this.#registry = registry
  }

  /** As it was when it was read last. */
  get last(): LinkingContext | undefined {
    return this.#last
  }

  /** Reads it; the settings may have been read just now. */
  async read(conn: Conn, settings?: LinkingSettings): Promise<LinkingContext> {
    const context = await this.#contextOf(conn, settings ?? (await readLinkingSettings(conn)))
    this.#last = context
    return context
  }

  async #contextOf(conn: Conn, settings: LinkingSettings): Promise<LinkingContext> {
    const known = this.#known
    if (known?.settings.modelVersion !== settings.modelVersion || known.settings.sources !== settings.sources) {
      this.#known = { settings, model: await readModel(conn), trustOf: await readTrust(conn) }
    }
    if (this.#known === undefined) throw new Error('the context was read just now')
    const { model, trustOf } = this.#known
    const lacks = {
      judgements: !settings.hasJudgements,
      crowds: !settings.hasCrowds,
      setAside: !settings.hasSetAside,
      unfinishedBatches: !settings.hasUnfinishedBatches,
    }
    return { model, trustOf, secret: this.#registry.secret, now: this.#registry.now(), newId: randomUUID, lacks }
  }
}

async function readModel(conn: Conn): Promise<Model> {
  const active = await findActiveModel(conn)
  if (active === undefined) throw new Error('a registry without a model cannot link')
  return parseModel(active.document)
}

/** A source's own trust in a field counts before that of its layout. */
async function readTrust(conn: Conn): Promise<TrustOf> {
  const trusts = new Map<string, Trust>()
  for (const { code, profile, trust } of await listSources(conn)) {
    const stored = await findProfile(conn, profile)
    const layout = stored === undefined ? undefined : Profile.parse(stored.document).trust
    trusts.set(code, { ...layout, ...trust })
  }
  return trustBySource(trusts)
}
