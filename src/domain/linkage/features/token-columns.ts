import { isBlankValue } from '../../identity/blank-value.js'
import { parseName, type ParsedName } from '../../identity/names/name.js'
import type { Field } from '../model/model.js'
import type { ColumnBuilder } from './field-reader.js'
import type { TokenLists } from './columns.js'
import { GrowingUint32 } from './growing.js'
import type { RawRecord } from './raw-record.js'
import type { Vocabulary } from './vocabulary.js'

/** Blank words are dropped: TIDAK DIKETAHUI as a mother's name would match all records that lack one. */
function personNameOf(original: string): ParsedName | undefined {
  return isBlankValue(original) ? undefined : parseName(original)
}

/**
 * The name of a person, and the other name by which the person is known. A second column is the name of a child, which
 * may say who the mother is ("BY NY SITI").
 */
export function personNameBuilder(field: Field, vocabulary: Vocabulary): ColumnBuilder {
  const [own = '', child] = field.columns
  const names = new GrowingTokens(vocabulary)
  const aliases = new GrowingTokens(vocabulary)
  return {
    append: (record) => {
      const name = personNameOf(record[own] ?? '')
      const newbornOf =
        child === undefined || name !== undefined ? undefined : personNameOf(record[child] ?? '')?.newbornOf
      names.push(name?.tokens ?? newbornOf ?? [])
      aliases.push(name?.aliases[0] ?? [])
    },
    seal: () => ({ type: 'tokens', ...names.lists, aliases: aliases.lists }),
  }
}

/** The tokens of a text, in its order. */
export function tokensBuilder(parse: (record: RawRecord) => readonly string[], vocabulary: Vocabulary): ColumnBuilder {
  const lists = new GrowingTokens(vocabulary)
  return {
    append: (record) => {
      lists.push(parse(record))
    },
    seal: () => ({ type: 'tokens', ...lists.lists }),
  }
}

/** A growing list of tokens for each row. */
class GrowingTokens {
  readonly #vocabulary: Vocabulary
  readonly #offsets = new GrowingUint32()
  readonly #tokens = new GrowingUint32()

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
    this.#offsets.push(0)
  }

  push(tokens: readonly string[]): void {
    for (const token of tokens) this.#tokens.push(this.#vocabulary.intern(token))
    this.#offsets.push(this.#tokens.length)
  }

  get lists(): TokenLists {
    return { offsets: this.#offsets.array, tokens: this.#tokens.array }
  }
}
