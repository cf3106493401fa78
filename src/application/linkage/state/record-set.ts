import { familyBlockKey } from '../../../domain/linkage/blocking/block-key.js'
import { LARGEST_FAMILY } from '../../../domain/linkage/features/family-reader.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import { FamilyKeys } from '../../../domain/registry/households/family-keys.js'
import type { Judgements } from '../../../domain/registry/judgements/judgements.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { RegistryView } from './registry-view.js'

/** A family of a source with a changed record in it. */
export interface ChangedFamily {
  /** Its block key. */
  readonly key: number
  /** The ids of its unchanged records. */
  readonly unchanged: readonly string[]
  /** Whether it has more records than any family, or had before the changes. */
  readonly isOrWasCrowd: boolean
}

/** The records of a pass, as they are after its changes. Each is loaded once, by its id or by its family. */
export class RecordSet {
  /** Changed records as they were; undefined for new ones. */
  readonly before: ReadonlyMap<string, LiveRecord | undefined>
  /** Families, as the linkage names them, of too many records to be one. */
  readonly crowds: ReadonlySet<string>
  readonly #view: RegistryView
  readonly #familyKeys: FamilyKeys
  readonly #records = new Map<string, LiveRecord>()
  readonly #before = new Map<string, LiveRecord | undefined>()
  readonly #crowds = new Set<string>()
  readonly #families = new Map<number, readonly string[]>()
  readonly #absent = new Set<string>()
  readonly #withJudgements = new Set<string>()
  #changedByFamily: ReadonlyMap<number, readonly string[]> | undefined

  constructor(view: RegistryView, model: Model) {
    this.#view = view
    this.#familyKeys = new FamilyKeys(model)
    this.before = this.#before
    this.crowds = this.#crowds
  }

  /** The record after the changes; undefined where it is not live or not loaded. */
  find(id: string): LiveRecord | undefined {
    return this.#records.get(id)
  }

  /** Those of the records that are live and loaded. */
  list(ids: Iterable<string>): LiveRecord[] {
    const found: LiveRecord[] = []
    for (const id of ids) {
      const record = this.#records.get(id)
      if (record !== undefined) found.push(record)
    }
    return found
  }

  /** The record, which must have been loaded. */
  get(id: string): LiveRecord {
    const record = this.#records.get(id)
    if (record === undefined) throw new Error('a record is used before it is loaded')
    return record
  }

  /** The record as it was before the changes; undefined where it was not live or is not loaded. */
  former(id: string): LiveRecord | undefined {
    return this.#before.has(id) ? this.#before.get(id) : this.#records.get(id)
  }

  isChanged(id: string): boolean {
    return this.#before.has(id)
  }

  /** Puts a record in the place of the stored one; undefined withdraws it. All changes come before any family is loaded. */
  change(id: string, { before, after }: { before: LiveRecord | undefined; after: LiveRecord | undefined }): void {
    this.#before.set(id, before)
    if (after === undefined) {
      this.#records.delete(id)
      this.#absent.add(id)
    } else this.#records.set(id, after)
  }

  async load(ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#records.has(id) && !this.#absent.has(id))
    const found = await this.#view.liveRecords(missing)
    for (const record of found) this.#records.set(record.id, record)
    if (found.length < missing.length) {
      for (const id of missing) if (!this.#records.has(id)) this.#absent.add(id)
    }
  }

  /** The block keys of a record's families: one, or several where a damaged KK may have been several numbers. */
  familyKeys(record: LiveRecord): readonly number[] {
    return this.#familyKeys.of(record)
  }

  /** The block key of the family whose members are a record's company; undefined where it has none. */
  linkedFamilyKey(record: LiveRecord): number | undefined {
    return this.#familyKeys.linked(record)
  }

  /**
   * Loads the families of these records with all their members, except crowds, and returns the members' ids. The members
   * are the records with the family's key after the changes.
   */
  async loadFamilies(records: Iterable<LiveRecord>): Promise<string[]> {
    const wanted = new Map<number, LiveRecord>()
    for (const record of records) {
      for (const key of this.familyKeys(record)) if (!this.#families.has(key)) wanted.set(key, record)
    }
    if (wanted.size === 0) return []
    const members = await this.#membersOf([...wanted.keys()])
    const loaded = [...members.values()].flatMap((ids) => (ids.length > LARGEST_FAMILY ? [] : ids))
    // Before a family counts as known its members are loaded, also for a caller that comes meanwhile.
    await this.load(loaded)
    for (const [key, record] of wanted) {
      const ids = members.get(key) ?? []
      const isCrowd = ids.length > LARGEST_FAMILY
      if (isCrowd) this.#crowds.add(this.#familyKeys.textsOf(record).find((text) => familyBlockKey(text) === key) ?? '')
      this.#families.set(key, isCrowd ? [] : ids)
    }
    return loaded
  }

  /** The live judgements on those of the records whose judgements have not been loaded yet. */
  async loadJudgements(ids: Iterable<string>): Promise<Judgements> {
    const missing = [...new Set(ids)].filter((id) => !this.#withJudgements.has(id))
    for (const id of missing) this.#withJudgements.add(id)
    return this.#view.judgementsOn(missing)
  }

  /** The crowds among the families, as the households name families. */
  crowdedFamilies(): ReadonlySet<string> {
    return new Set([...this.#crowds].map((text) => text.replace('\0', '/')))
  }

  /** The ids of the records in a record's families, itself included; loaded by loadFamilies. */
  familyOf(record: LiveRecord): readonly string[] {
    const [key, ...others] = this.familyKeys(record)
    if (key !== undefined && others.length === 0) return this.#families.get(key) ?? []
    return [...new Set(this.familyKeys(record).flatMap((key) => this.#families.get(key) ?? []))]
  }

  async #membersOf(keys: readonly number[]): Promise<Map<number, string[]>> {
    const changed = this.#changedOfFamilies()
    const members = new Map<number, string[]>(keys.map((key) => [key, [...(changed.get(key) ?? [])]]))
    for (const { key, recordId } of await this.#view.keyHolders(keys)) {
      if (!this.#before.has(recordId)) members.get(key)?.push(recordId)
    }
    return members
  }

  /** The families that gain, lose or change a member; a family that is a crowd before and after is left out. */
  async changedFamilies(): Promise<ChangedFamily[]> {
    const changed = this.#changedOfFamilies()
    const keys = new Set(changed.keys())
    for (const before of this.#before.values()) {
      for (const key of before === undefined ? [] : this.familyKeys(before)) keys.add(key)
    }
    const stored = new Map<number, string[]>([...keys].map((key) => [key, []]))
    for (const { key, recordId } of await this.#view.keyHolders(keys)) stored.get(key)?.push(recordId)
    return [...stored].flatMap(([key, ids]) => {
      const unchanged = ids.filter((id) => !this.#before.has(id))
      const wasCrowd = ids.length > LARGEST_FAMILY
      const isCrowd = unchanged.length + (changed.get(key)?.length ?? 0) > LARGEST_FAMILY
      return wasCrowd && isCrowd ? [] : [{ key, unchanged, isOrWasCrowd: wasCrowd || isCrowd }]
    })
  }

  /** The changed records by the families that they are in afterwards. */
  #changedOfFamilies(): ReadonlyMap<number, readonly string[]> {
    if (this.#changedByFamily !== undefined) return this.#changedByFamily
    const changed = new Map<number, string[]>()
    for (const id of this.#before.keys()) {
      const record = this.#records.get(id)
      for (const key of record === undefined ? [] : this.familyKeys(record)) {
        const ids = changed.get(key)
        if (ids === undefined) changed.set(key, [id])
        else ids.push(id)
      }
    }
    this.#changedByFamily = changed
    return changed
  }
}
