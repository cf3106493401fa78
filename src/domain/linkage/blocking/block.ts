import { atomValues, type AtomValues } from './block-atoms.js'
import type { TermFeatures } from '../features/term-features.js'
import type { FeatureTable } from '../features/table.js'
import { blockKey, placesOfKeys } from './block-key.js'
import { combineHashes } from '../features/hash.js'
import type { BlockRule } from '../model/model.js'

/**
 * Keys of one rule. Entry e = row * slots + slot holds a key, 0 for none. `previous[e]` is the entry before it in the
 * chain of its hash bucket, -1 at the end. Chains run from later rows to earlier ones.
 */
export interface RuleKeys {
  readonly slots: number
  readonly keys: Uint32Array
  readonly previous: Int32Array
}

/** The keys of all rules over a table, in the form in which worker threads list candidate pairs. */
export interface BlockIndex {
  readonly size: number
  readonly rules: readonly RuleKeys[]
}

const MOST_SLOTS = 8

/** The atoms of one table, each computed when a rule first names it. Six rules share the village. */
class Atoms {
  readonly #table: FeatureTable
  readonly #terms: TermFeatures
  readonly #known = new Map<string, AtomValues>()

  constructor(table: FeatureTable, terms: TermFeatures) {
    this.#table = table
    this.#terms = terms
  }

  of(name: string): AtomValues {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const values = atomValues(this.#table, name, this.#terms)
    this.#known.set(name, values)
    return values
  }
}

/** Returns the keys of a rule for every record: hashes of all combinations of its atoms' values. Stop keys become 0. */
export function ruleKeys(
  table: FeatureTable,
  rule: BlockRule,
  terms: TermFeatures,
  stopKeys: ReadonlySet<number>,
): { slots: number; keys: Uint32Array } {
  return combineAtoms(
    table.size,
    rule.atoms.map((atom) => atomValues(table, atom, terms)),
    stopKeys,
  )
}

function combineAtoms(
  size: number,
  atoms: readonly AtomValues[],
  stopKeys: ReadonlySet<number>,
): { slots: number; keys: Uint32Array } {
  const slots = Math.min(
    MOST_SLOTS,
    atoms.reduce((product, atom) => product * atom.slots, 1),
  )
  const keys = new Uint32Array(new SharedArrayBuffer(size * slots * 4))
  for (let row = 0; row < size; row += 1) {
    const first = row * slots
    for (let slot = 0; slot < slots; slot += 1) {
      const key = combination(atoms, row, slot)
      if (key === 0 || holds(keys, first, first + slot, key) || stopKeys.has(key)) continue
      keys[first + slot] = key
    }
  }
  return { slots, keys }
}

function holds(keys: Uint32Array, from: number, to: number, key: number): boolean {
  for (let at = from; at < to; at += 1) if (keys[at] === key) return true
  return false
}

function combination(atoms: readonly AtomValues[], row: number, slot: number): number {
  let key = 0
  let rest = slot
  for (let at = 0; at < atoms.length; at += 1) {
    const atom = atoms[at]
    if (atom === undefined) return 0
    const { slots, values } = atom
    const value = values[slots === 1 ? row : row * slots + (rest % slots)] ?? 0
    if (value === 0) return 0
    if (slots > 1) rest = Math.floor(rest / slots)
    key = key === 0 ? value : combineHashes(key, value)
  }
  return key
}

/** Builds the index of all rules. Its pairs do not depend on the order of the records. */
export function blockIndex(
  table: FeatureTable,
  rules: readonly BlockRule[],
  terms: TermFeatures,
  stopKeys: readonly { readonly rule: string; readonly key: number }[] = [],
): BlockIndex {
  const atoms = new Atoms(table, terms)
  return {
    size: table.size,
    rules: rules.map((rule) => {
      const stopped = new Set(stopKeys.filter((stop) => stop.rule === rule.name).map((stop) => stop.key))
      const { slots, keys } = combineAtoms(
        table.size,
        rule.atoms.map((atom) => atoms.of(atom)),
        stopped,
      )
      return { slots, keys, previous: chainEntries(keys) }
    }),
  }
}

/** Returns the block keys of every row of the indexed table. */
export function blockKeysOf(
  { size, rules }: BlockIndex,
  { table, blocking, terms }: { table: FeatureTable; blocking: readonly BlockRule[]; terms: TermFeatures },
): number[][] {
  const found: number[][] = Array.from({ length: size }, () => [])
  blocking.forEach((rule, ruleNumber) => {
    const placeOf = placesOfKeys(table, rule, terms.hashes)
    const { slots = 1, keys = new Uint32Array() } = rules[ruleNumber] ?? {}
    for (let entry = 0; entry < size * slots; entry += 1) {
      const hash = keys[entry] ?? 0
      if (hash === 0) continue
      const row = Math.floor(entry / slots)
      found[row]?.push(blockKey({ ruleNumber, place: placeOf(row), hash }))
    }
  })
  return found
}

function chainEntries(keys: Uint32Array): Int32Array {
  const previous = new Int32Array(new SharedArrayBuffer(keys.length * 4))
  const buckets = new Int32Array(bucketCount(keys.length)).fill(-1)
  const mask = buckets.length - 1
  for (let entry = 0; entry < keys.length; entry += 1) {
    const key = keys[entry] ?? 0
    if (key === 0) continue
    const bucket = (key ^ (key >>> 15)) & mask
    previous[entry] = buckets[bucket] ?? -1
    buckets[bucket] = entry
  }
  return previous
}

function bucketCount(entries: number): number {
  return 2 ** Math.max(4, Math.ceil(Math.log2(entries + 1)))
}

/**
 * Calls `visit(j, i)` once for every pair of rows j < i with i in [from, to) that share a key. A pair that shares
 * several keys is reported by the first rule and slot only, so no set of seen pairs is needed.
 */
export function visitCandidates(
  index: BlockIndex,
  from: number,
  to: number,
  visit: (j: number, i: number) => void,
): void {
  for (let i = from; i < to; i += 1) {
    for (let number = 0; number < index.rules.length; number += 1) visitRule(index, number, i, visit)
  }
}

function visitRule(index: BlockIndex, number: number, i: number, visit: (j: number, i: number) => void): void {
  const rule = index.rules[number]
  if (rule === undefined) return
  const { slots, keys, previous } = rule
  for (let entry = i * slots; entry < (i + 1) * slots; entry += 1) {
    const key = keys[entry] ?? 0
    if (key === 0) continue
    for (let other = previous[entry] ?? -1; other >= 0; other = previous[other] ?? -1) {
      if (keys[other] !== key) continue
      const j = Math.floor(other / slots)
      if (j !== i && !sharedBefore(index, number, entry, j)) visit(j, i)
    }
  }
}

/** Whether row j shares with the entry's row a key of an earlier rule, or of this rule in an earlier slot. */
function sharedBefore(index: BlockIndex, number: number, entry: number, j: number): boolean {
  const own = index.rules[number]
  if (own === undefined) return false
  const i = Math.floor(entry / own.slots)
  const slot = entry - i * own.slots
  for (let earlier = 0; earlier < number; earlier += 1) {
    const rule = index.rules[earlier]
    if (rule !== undefined && sharesKey(rule, i, j, rule.slots)) return true
  }
  return slot > 0 && sharesKey(own, i, j, slot)
}

/** Whether one of the first `slotsOfI` slots of row i and any slot of row j hold the same key. */
function sharesKey({ slots, keys }: RuleKeys, i: number, j: number, slotsOfI: number): boolean {
  for (let a = i * slots; a < i * slots + slotsOfI; a += 1) {
    const key = keys[a] ?? 0
    if (key === 0) continue
    for (let b = j * slots; b < (j + 1) * slots; b += 1) if (keys[b] === key) return true
  }
  return false
}
