/** Interned strings: equal strings have equal ids, so comparing values is comparing integers. Id 0 is the empty string. */
export class Vocabulary {
  readonly #ids = new Map<string, number>([['', 0]])
  readonly #texts: string[] = ['']

  get size(): number {
    return this.#texts.length
  }

  /** The id of a string, given out on first sight. */
  intern(text: string): number {
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    const id = this.#texts.length
    this.#ids.set(text, id)
    this.#texts.push(text)
    return id
  }

  /** The string behind an id; throws a RangeError for an id that was never given out. */
  text(id: number): string {
    const text = this.#texts[id]
    if (text === undefined) throw new RangeError('no such id in this vocabulary')
    return text
  }

  /** All strings in the order of their ids, for handing the vocabulary to another thread. */
  texts(): readonly string[] {
    return this.#texts
  }

  /** A vocabulary with these strings under their places as ids; the first must be the empty string. */
  static from(texts: readonly string[]): Vocabulary {
    const vocabulary = new Vocabulary()
    for (let id = 1; id < texts.length; id += 1) vocabulary.intern(texts[id] ?? '')
    return vocabulary
  }
}
