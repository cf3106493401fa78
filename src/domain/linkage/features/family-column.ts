import type { Field } from '../model/model.js'
import type { ColumnBuilder } from './field-reader.js'
import type { Column } from './columns.js'
import { familyReader, LARGEST_FAMILY } from './family-reader.js'
import { GrowingUint32 } from './growing.js'

/** Numbers the families of the records as their lists name them. */
export function familyBuilder(field: Field): ColumnBuilder {
  const family = new GrowingUint32()
  const families = new Map<string, number>()
  const sizes = [0]
  const familyOf = familyReader(field)
  return {
    append: (record) => {
      const key = familyOf(record)
      if (key === '') {
        family.push(0)
        return
      }
      let id = families.get(key)
      if (id === undefined) {
        id = sizes.length
        families.set(key, id)
        sizes.push(0)
      }
      sizes[id] = (sizes[id] ?? 0) + 1
      family.push(id)
    },
    seal: (crowds) => {
      for (const crowd of crowds) sizes[families.get(crowd) ?? 0] = Infinity
      return sealFamilies(family, sizes)
    },
  }
}

/** Families larger than any real one, such as those of a filler number, become family 0. */
function sealFamilies(family: GrowingUint32, sizes: readonly number[]): Column {
  const isFamily = (id: number): boolean => id !== 0 && (sizes[id] ?? 0) <= LARGEST_FAMILY
  const offsets = new Uint32Array(new SharedArrayBuffer((sizes.length + 1) * 4))
  for (let id = 0; id < sizes.length; id += 1)
    offsets[id + 1] = (offsets[id] ?? 0) + (isFamily(id) ? (sizes[id] ?? 0) : 0)
  const members = new Uint32Array(new SharedArrayBuffer(Math.max(1, offsets[sizes.length] ?? 0) * 4))
  const families = new Uint32Array(new SharedArrayBuffer(Math.max(1, family.length) * 4))
  const next = offsets.slice()
  for (let row = 0; row < family.length; row += 1) {
    const id = family.array[row] ?? 0
    if (!isFamily(id)) continue
    const place = next[id] ?? 0
    families[row] = id
    members[place] = row
    next[id] = place + 1
  }
  return { type: 'family', family: families, offsets, members }
}
