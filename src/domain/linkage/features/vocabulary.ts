/** Interned strings: equal strings have equal ids, so values are compared as integers. Id 0 is the empty string. */
export class Vocabulary {
  readonly #ids = new Map<string, number>([['', 0]])
  readonly #texts: string[] = ['']

  get size(): number {
    return this.#texts.length
  }

  /** Returns the id of a string, and assigns one on first use. */
  intern(text: string): number {
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    const id = this.#texts.length
    this.#ids.set(text, id)
    this.#texts.push(text)
    return id
  }

  /** Returns the string of an id. Throws a RangeError for an unknown id. */
  text(id: number): string {
    const text = this.#texts[id]
    if (text === undefined) throw new RangeError('no such id in this vocabulary')
    return text
  }

  /** Returns all strings by id, to pass the vocabulary to another thread. */
  texts(): readonly string[] {
    return this.#texts
  }

  /** Builds a vocabulary from strings with their indexes as ids; the first must be the empty string. */
  static from(texts: readonly string[]): Vocabulary {
    const vocabulary = new Vocabulary()
    for (let id = 1; id < texts.length; id += 1) vocabulary.intern(texts[id] ?? '')
    return vocabulary
  }
}
