import type { Random } from '../population/random.js'

/** Draws at most one kind of error, each by its own rate; undefined where the value stays as it is. */
export function drawError<K extends string>(rates: readonly (readonly [K, number])[], random: Random): K | undefined {
  let point = random.next()
  for (const [kind, rate] of rates) {
    if (point < rate) return kind
    point -= rate
  }
  return undefined
}

/** Returns the kinds with a rate above zero, to draw from. */
export function ratesAsList<K extends string>(rates: Readonly<Record<K, number>>): (readonly [K, number])[] {
  return (Object.entries(rates) as [K, number][]).filter(([, rate]) => rate > 0)
}
