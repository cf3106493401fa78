import { familyBlockKey } from '../../../domain/linkage/blocking/block-key.js'
import { familyReader } from '../../../domain/linkage/features/family-reader.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import type { CanonicalRecord } from '../../../domain/registry/records/canonical-record.js'
import { familiesOfRecord } from '../../../domain/registry/households/person-claims.js'
import type { RegistryRecord } from '../../../domain/registry/records/registry-record.js'

/** Tells the families of records in their lists, as linkage and households name them, and the block keys of those. */
export class FamilyKeys {
  readonly #familyOf: (record: CanonicalRecord) => string
  readonly #known = new WeakMap<RegistryRecord, readonly number[]>()

  constructor({ fields }: Pick<Model, 'fields'>) {
    const field = fields.find(({ type }) => type === 'household')
    this.#familyOf = field === undefined ? () => '' : familyReader(field)
  }

  /** The block keys of a record's families: one; more where its KK is damaged and may have been several. */
  of(record: RegistryRecord): readonly number[] {
    const known = this.#known.get(record)
    if (known !== undefined) return known
    const keys = this.textsOf(record).map(familyBlockKey)
    this.#known.set(record, keys)
    return keys
  }

  /** The key of the family that the linkage counts; undefined where the record has none. */
  linked(record: RegistryRecord): number | undefined {
    return this.#familyOf(record.record) === '' ? undefined : this.of(record)[0]
  }

  /** As the linkage names families, whose reading of a reference may differ from that of the households. */
  textsOf(record: RegistryRecord): readonly string[] {
    const linked = this.#familyOf(record.record)
    const listed = familiesOfRecord(record).map((family) => family.replace('/', '\0'))
    return [...new Set(linked === '' ? listed : [linked, ...listed])]
  }
}
