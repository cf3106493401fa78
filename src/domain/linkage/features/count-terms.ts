import type { FeatureTable } from './table.js'
import type { TermFrequencies } from '../model/model.js'

/** A term with this count or less gets the highest rarity: so few occurrences say nothing about its share. */
const RARE_COUNT = 2

/**
 * Returns the rarities of the values of one field, from their shares among all records with a value. Undefined for
 * other columns than values and tokens.
 */
export function countTerms(table: FeatureTable, field: string): TermFrequencies | undefined {
  const column = table.columns.get(field)
  const ids = column?.type === 'value' ? column.values : column?.type === 'tokens' ? column.tokens : undefined
  if (ids === undefined) return undefined
  const inUse = column?.type === 'tokens' ? (column.offsets[table.size] ?? 0) : table.size
  const counts = new Uint32Array(table.vocabulary.size)
  let total = 0
  for (let place = 0; place < inUse; place += 1) {
    const id = ids[place] ?? 0
    if (id === 0) continue
    counts[id] = (counts[id] ?? 0) + 1
    total += 1
  }
  const terms = new Map<string, string[]>()
  counts.forEach((count, id) => {
    if (count <= RARE_COUNT) return
    const bits = String(rounded(Math.log2(total / count)))
    const alike = terms.get(bits)
    if (alike === undefined) terms.set(bits, [table.vocabulary.text(id)])
    else alike.push(table.vocabulary.text(id))
  })
  const listed = Object.fromEntries(Array.from(terms, ([bits, alike]) => [bits, alike.join(' ')]))
  return { fields: [field], rare: rounded(Math.log2(Math.max(2, total / RARE_COUNT))), terms: listed }
}

/** Rounds to a tenth of a bit; the counts are not more precise. */
function rounded(bits: number): number {
  return Math.round(bits * 10) / 10
}
