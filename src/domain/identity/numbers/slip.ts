/** Returns the first index at which two texts differ, or the length of the shorter if the longer begins with it. */
export function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return at
}

/** Whether b is a with two neighbouring letters swapped, the most common typing error. */
export function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const at = firstDifference(a, b)
  return at + 1 < a.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

/**
 * Whether two different texts are one slip (typing error) apart: a letter missing, added, changed, or swapped with the
 * next.
 */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  const at = firstDifference(a, b)
  const [restA, restB] = [a.slice(at + 1), b.slice(at + 1)]
  if (a.length === b.length) return restA === restB || isTransposed(a, b)
  return a.length > b.length ? restA === b.slice(at) : restB === a.slice(at)
}
