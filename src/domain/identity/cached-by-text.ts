const LONGEST_TEXT = 200

/**
 * Returns a cached version of a pure function of a text. The cache holds at least `least` and at most twice as many of
 * the latest results, so its memory is bounded: sources repeat the same names, words and addresses. Results must not be
 * modified. Long texts are not cached.
 */
export function cachedByText<T>(compute: (text: string) => T, least: number): (text: string) => T {
  let latest = new Map<string, T>()
  let former = new Map<string, T>()
  return (text) => {
    const known = latest.get(text)
    if (known !== undefined) return known
    if (text.length > LONGEST_TEXT) return compute(text)
    const result = former.get(text) ?? compute(text)
    if (latest.size >= least) {
      former = latest
      latest = new Map()
    }
    latest.set(text, result)
    return result
  }
}
