const LONGEST_TEXT = 200

/**
 * A function of a text that remembers its latest results, at least `least` and at most twice as many, so that memory stays
 * flat: lists say the same names, words and addresses over and over. Nobody may change what it gives. Long texts are worked
 * out each time.
 */
export function remembered<T>(compute: (text: string) => T, least: number): (text: string) => T {
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
