import { familyBlockKey } from '../../linkage/blocking/block-key.js'
import { familyReader } from '../../linkage/features/family-reader.js'
import type { Model } from '../../linkage/model/model.js'
import type { CanonicalRecord } from '../records/canonical-record.js'
import { familiesOfRecord } from './person-claims.js'
import type { RegistryRecord } from '../records/registry-record.js'

/** The families of records in their sources, as linkage and households name them, and the block keys of these families. */
export class FamilyKeys {
  readonly #familyOf: (record: CanonicalRecord) => string
  readonly #keys = new WeakMap<RegistryRecord, readonly number[]>()

  constructor({ fields }: Pick<Model, 'fields'>) {
    const field = fields.find(({ type }) => type === 'household')
    this.#familyOf = field === undefined ? () => '' : familyReader(field)
  }

  /** The block keys of a record's families: one, or several where a damaged KK may have been several numbers. */
  of(record: RegistryRecord): readonly number[] {
    const cached = this.#keys.get(record)
    if (cached !== undefined) return cached
    const keys = this.textsOf(record).map(familyBlockKey)
    this.#keys.set(record, keys)
    return keys
  }

  /** The block key of the family that the linkage compares; undefined where the record has none. */
  linked(record: RegistryRecord): number | undefined {
    return this.#familyOf(record.record) === '' ? undefined : this.of(record)[0]
  }

  /** The families by the names of the linkage, which may read a reference otherwise than the households do. */
  textsOf(record: RegistryRecord): readonly string[] {
    const linked = this.#familyOf(record.record)
    const listed = familiesOfRecord(record).map((family) => family.replace('/', '\0'))
    return [...new Set(linked === '' ? listed : [linked, ...listed])]
  }
}
