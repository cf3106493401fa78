import type { Random } from './random.js'

/** Draws values in proportion to their weights. */
export class Weighted<T> {
  private readonly values: readonly T[]
  private readonly bounds: Float64Array

  constructor(entries: readonly (readonly [T, number])[]) {
    this.values = entries.map(([value]) => value)
    this.bounds = new Float64Array(entries.length)
    let total = 0
    entries.forEach(([, weight], index) => {
      total += weight
      this.bounds[index] = total
    })
  }

  draw(random: Random): T {
    const point = random.next() * this.bounds[this.bounds.length - 1]!
    let low = 0
    let high = this.bounds.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.bounds[middle]! > point) high = middle
      else low = middle + 1
    }
    return this.values[low] as T
  }
}

/**
 * Weights words as names are distributed: the word of rank r has a weight of 1 / (r + offset) ^ exponent
 * (Zipf-Mandelbrot). `words` is sorted from the most to the least frequent.
 */
export function zipf(words: readonly string[], offset = 6, exponent = 1): Weighted<string> {
  return new Weighted(words.map((word, rank) => [word, 1 / (rank + 1 + offset) ** exponent] as const))
}
