import { familyBlockKey } from '../../../domain/linkage/blocking/block-key.js'
import { LARGEST_FAMILY } from '../../../domain/linkage/features/family-reader.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import { FamilyKeys } from './family-keys.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { PassReads } from './pass-reads.js'
import { type Judgements, loadJudgements, NO_JUDGEMENTS } from './load-judgements.js'

/** A family of a list of which a change touches somebody. */
export interface ChangedFamily {
  /** Its block key. */
  readonly key: number
  /** The records in it that are as they were. */
  readonly unchanged: readonly string[]
  /** Whether it has, or had before the changes, more rows than any family. */
  readonly isOrWasCrowd: boolean
}

/**
 * The records that a pass works with, as they are after its changes. Whatever is asked for is loaded once, by its id or by
 * its family.
 */
export class RecordSet {
  /** Live records by id, the changed ones as they will be. */
  readonly records = new Map<string, LiveRecord>()
  /** Changed records as they were; undefined for new ones. */
  readonly before = new Map<string, LiveRecord | undefined>()
  readonly #reads: PassReads
  readonly #familyKeys: FamilyKeys
  readonly #families = new Map<number, readonly string[]>()
  readonly #absent = new Set<string>()
  readonly #lacksJudgements: boolean
  readonly #judged = new Set<string>()
  #changed: ReadonlyMap<number, readonly string[]> | undefined
  /** Families, as the linkage names them, of too many rows to be one. */
  readonly crowds = new Set<string>()

  constructor(reads: PassReads, { model, lacks }: Pick<LinkingContext, 'model' | 'lacks'>) {
    this.#reads = reads
    this.#lacksJudgements = lacks?.judgements === true
    this.#familyKeys = new FamilyKeys(model)
  }

  /** The record, which must have been loaded. */
  get(id: string): LiveRecord {
    const record = this.records.get(id)
    if (record === undefined) throw new Error('a record is used before it is loaded')
    return record
  }

  isChanged(id: string): boolean {
    return this.before.has(id)
  }

  /** Puts a record in the place of what was stored; undefined ends it. */
  change(id: string, { before, after }: { before: LiveRecord | undefined; after: LiveRecord | undefined }): void {
    this.before.set(id, before)
    if (after === undefined) {
      this.records.delete(id)
      this.#absent.add(id)
    } else this.records.set(id, after)
  }

  /** Loads those of the records that are live and not here yet, and gives their ids. */
  async load(ids: Iterable<string>): Promise<string[]> {
    const missing = [...new Set(ids)].filter((id) => !this.records.has(id) && !this.#absent.has(id))
    const found = await this.#reads.liveRecords(missing)
    for (const record of found) this.records.set(record.id, record)
    if (found.length < missing.length) {
      for (const id of missing) if (!this.records.has(id)) this.#absent.add(id)
    }
    return found.map(({ id }) => id)
  }

  /** The block keys of a record's families: one; more where its KK is damaged and may have been several. */
  familyKeys(record: LiveRecord): readonly number[] {
    return this.#familyKeys.of(record)
  }

  /** The block key of the family by which the linkage counts the company of a record; undefined where it has none. */
  linkedFamilyKey(record: LiveRecord): number | undefined {
    return this.#familyKeys.linked(record)
  }

  /**
   * Loads the families of these records with all their members, unless they are crowds, and gives the members' ids. A
   * family's members are those who have its key after the changes.
   */
  async loadFamilies(records: Iterable<LiveRecord>): Promise<string[]> {
    const wanted = new Map<number, LiveRecord>()
    for (const record of records) {
      for (const key of this.familyKeys(record)) if (!this.#families.has(key)) wanted.set(key, record)
    }
    if (wanted.size === 0) return []
    const members = await this.#holdersAfterChanges([...wanted.keys()])
    const loaded = [...members.values()].flatMap((ids) => (ids.length > LARGEST_FAMILY ? [] : ids))
    // Who is known to be in a family is loaded, also for those who ask meanwhile.
    await this.load(loaded)
    for (const [key, record] of wanted) {
      const ids = members.get(key) ?? []
      const isCrowd = ids.length > LARGEST_FAMILY
      if (isCrowd) this.crowds.add(this.#familyKeys.textsOf(record).find((text) => familyBlockKey(text) === key) ?? '')
      this.#families.set(key, isCrowd ? [] : ids)
    }
    return loaded
  }

  /** The live judgements on those of the records for which they have not been asked yet. */
  async loadJudgements(ids: Iterable<string>): Promise<Judgements> {
    if (this.#lacksJudgements) return NO_JUDGEMENTS
    const unasked = [...new Set(ids)].filter((id) => !this.#judged.has(id))
    for (const id of unasked) this.#judged.add(id)
    return loadJudgements(this.#reads.conn, unasked)
  }

  /** The crowds among the families, as the households name families. */
  crowdedFamilies(): ReadonlySet<string> {
    return new Set([...this.crowds].map((text) => text.replace('\0', '/')))
  }

  /** Those who are in a family with the record, itself included; loaded by loadFamilies. */
  familyOf(record: LiveRecord): readonly string[] {
    const [key, ...others] = this.familyKeys(record)
    if (key !== undefined && others.length === 0) return this.#families.get(key) ?? []
    return [...new Set(this.familyKeys(record).flatMap((key) => this.#families.get(key) ?? []))]
  }

  async #holdersAfterChanges(keys: readonly number[]): Promise<Map<number, string[]>> {
    const changed = this.#changedByFamily()
    const members = new Map<number, string[]>(keys.map((key) => [key, [...(changed.get(key) ?? [])]]))
    for (const { key, recordId } of await this.#reads.keyHolders(keys)) {
      if (!this.before.has(recordId)) members.get(key)?.push(recordId)
    }
    return members
  }

  /** The families that gain, lose or change a member. A crowd before and after was no family and is none. */
  async changedFamilies(): Promise<ChangedFamily[]> {
    const changed = this.#changedByFamily()
    const keys = new Set(changed.keys())
    for (const before of this.before.values()) {
      for (const key of before === undefined ? [] : this.familyKeys(before)) keys.add(key)
    }
    const stored = new Map<number, string[]>([...keys].map((key) => [key, []]))
    for (const { key, recordId } of await this.#reads.keyHolders(keys)) stored.get(key)?.push(recordId)
    return [...stored].flatMap(([key, ids]) => {
      const unchanged = ids.filter((id) => !this.before.has(id))
      const wasCrowd = ids.length > LARGEST_FAMILY
      const isCrowd = unchanged.length + (changed.get(key)?.length ?? 0) > LARGEST_FAMILY
      return wasCrowd && isCrowd ? [] : [{ key, unchanged, isOrWasCrowd: wasCrowd || isCrowd }]
    })
  }

  /** The changed records by the families in which they will be. To be asked once all changes are made. */
  #changedByFamily(): ReadonlyMap<number, readonly string[]> {
    if (this.#changed !== undefined) return this.#changed
    const changed = new Map<number, string[]>()
    for (const id of this.before.keys()) {
      const record = this.records.get(id)
      for (const key of record === undefined ? [] : this.familyKeys(record)) {
        const ids = changed.get(key)
        if (ids === undefined) changed.set(key, [id])
        else ids.push(id)
      }
    }
    this.#changed = changed
    return changed
  }
}
