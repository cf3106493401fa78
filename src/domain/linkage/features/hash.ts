const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

/**
 * FNV-1a over the UTF-16 units of a text, with a final mix: 32 bits, never 0, the same on every machine and in every
 * run.
 */
export function hashText(text: string): number {
  let hash = OFFSET_BASIS
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), PRIME)
  return nonZero(mix(hash))
}

/** Hash of a number of up to 32 bits. */
export function hashNumber(value: number): number {
  return nonZero(mix(value ^ OFFSET_BASIS))
}

/** Combines two hashes; the order counts. */
export function combineHashes(a: number, b: number): number {
  return nonZero(mix(Math.imul(a, 0x9e3779b1) ^ (b + 0x7f4a7c15)))
}

/** The final step of MurmurHash3: every input bit affects all output bits. */
function mix(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function nonZero(hash: number): number {
  return hash === 0 ? 1 : hash
}
