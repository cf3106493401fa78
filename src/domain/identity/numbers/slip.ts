/** The first place at which two texts differ; the length of the shorter where it begins the longer. */
export function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return at
}

/** Whether b is a with two neighbouring letters swapped, the commonest slip of the keyboard. */
export function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const at = firstDifference(a, b)
  return at + 1 < a.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

/** Whether one slip of the hand lies between two different texts: a letter lost, added, changed, or swapped with the next. */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  const at = firstDifference(a, b)
  const [restA, restB] = [a.slice(at + 1), b.slice(at + 1)]
  if (a.length === b.length) return restA === restB || isTransposed(a, b)
  return a.length > b.length ? restA === b.slice(at) : restB === a.slice(at)
}
