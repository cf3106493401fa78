const DIGIT_BITS = 11
const DIGITS = 2 ** DIGIT_BITS
const HALF = 2 ** 32
/** Fewer keys are put in order sooner by comparing them. */
const FEWEST_BY_DIGITS = 1000

/**
 * The places of whole numbers from the least to the greatest, equal ones in their order. Digit by digit: with a call to
 * compare any two, sorting the sixty thousand keys of a pass took 32 ms of its second.
 */
export function orderOfKeys(keys: Float64Array): Uint32Array {
  const places = Uint32Array.from(keys, (_, at) => at)
  if (keys.length < FEWEST_BY_DIGITS) return places.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
  const lower = Uint32Array.from(keys, (key) => key % HALF)
  const upper = Uint32Array.from(keys, (key) => Math.floor(key / HALF))
  let order: Uint32Array = places
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) order = orderByDigit(order, lower, shift)
  for (let shift = 0; shift < 22; shift += DIGIT_BITS) order = orderByDigit(order, upper, shift)
  return order
}

function orderByDigit(order: Uint32Array, halves: Uint32Array, shift: number): Uint32Array {
  const next = new Uint32Array(DIGITS)
  for (const half of halves) {
    const digit = (half >>> shift) % DIGITS
    next[digit] = (next[digit] ?? 0) + 1
  }
  let before = 0
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const count = next[digit] ?? 0
    next[digit] = before
    before += count
  }
  const ordered = new Uint32Array(order.length)
  for (const place of order) {
    const digit = ((halves[place] ?? 0) >>> shift) % DIGITS
    const at = next[digit] ?? 0
    ordered[at] = place
    next[digit] = at + 1
  }
  return ordered
}
