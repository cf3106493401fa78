/** A small seeded generator (sfc32): fast, 128 bits of state, the same numbers on every machine. */
export class Random {
  private constructor(
    private a: number,
    private b: number,
    private c: number,
    private counter: number,
  ) {}

  /**
   * Returns the generator for a seed and a path of numbers, such as (seed, purpose, household). Paths are independent of
   * each other, so a household is the same whatever is generated before or after it.
   */
  static at(seed: number, ...path: readonly number[]): Random {
    let state = mix(seed ^ 0x9e3779b9)
    for (const step of path) state = mix((state + Math.imul(step + 1, 0x85ebca6b)) | 0)
    const random = new Random(state, mix(state + 1), mix(state + 2), 1)
    for (let round = 0; round < 8; round++) random.bits()
    return random
  }

  private bits(): number {
    const sum = (this.a + this.b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum
    return sum >>> 0
  }

  /** A number in [0, 1). */
  next(): number {
    return this.bits() / 4294967296
  }

  /** A whole number in 0 .. limit - 1. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  /** A whole number in low .. high, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  /** True with the given probability; probabilities of 0 and 1 are exact. */
  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
}

/** The finaliser of MurmurHash3: every bit of the input moves about half the bits of the output. */
function mix(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
