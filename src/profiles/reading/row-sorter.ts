import { parseBirthDate } from '../../domain/identity/dates/birth-date.js'
import { isSixteenDigits } from '../../domain/identity/numbers/registration-number.js'
import { parseSex } from '../../domain/identity/sex.js'
import type { PassedOverKind } from '../../domain/registry/records/batch-reading.js'
import type { Target } from '../schema/profile.js'
import type { Table } from './choose-variant.js'
import { isRunningNumberName } from './column-names.js'
import { isAmount, isDateLine, isSignatureWord, isTitleValue, isTitleWord, totalWord } from './office-words.js'

/** `record`: a row of the list; `doubtful`: it may be one; the others are certainly none. */
export type RowKind =
  Extract<PassedOverKind, 'column_numbers' | 'title' | 'total' | 'signature'> | 'record' | 'doubtful'

interface Cell {
  readonly at: number
  readonly text: string
}

const FEWEST_DIGITS = 10
/** The number of an official has 18. */
const MOST_DIGITS = 17
/** Numbers that stand in lists and identify no recipient. */
const OTHER_NUMBER = /^\s*(?:NIP|NRP|NIAP|NIPD|NIPPPK|HP|TELP|NO\.?\s*(?:HP|TELP|REK))/i
const SCIENTIFIC = /^\s*\d(?:[.,]\d+)?E\+?\d{1,2}\s*$/i
const RUNNING_NUMBER = /^\d{1,7}[.)]?$/
const COLUMN_NUMBER = /^\(?\s*(\d{1,3})\s*(?:\)\s*)?(?:=.*)?$/
const COLUMN_LETTER = /^\(?([a-z])\)?$/i
const LETTER_BEFORE_A = 96
const LONGEST_COLUMN_NUMBER = 40
/** Fewer numbers in a row may be values. */
const FEWEST_COLUMN_NUMBERS = 3
const MOST_SIGNATURES = 3
const LEAST_WIDTH = 3

/**
 * Tells rows of a list from what offices write around it. Only rows without any number, birth date or sex of a person
 * are looked at closely; what is not certainly something else stays a record or is doubtful, and doubtful rows are
 * rejected in the open.
 */
export class RowSorter {
  /** Whether rows below belong to a signature block: names stand there alone. */
  #isInSignatures = false
  readonly #width: number
  readonly #running: number
  readonly #names: readonly number[]
  readonly #numbers: readonly number[]
  readonly #keys: readonly number[]
  readonly #dates: readonly number[]
  readonly #sexes: readonly number[]

  constructor({ header, columns }: Table) {
    const placesOf = (...targets: Target[]) => targets.flatMap((to) => (columns.get(to) ?? []).map(({ at }) => at))
    this.#width = header.length
    this.#running = header.findIndex((name) => isRunningNumberName(name))
    this.#names = placesOf('name', 'head_name')
    this.#numbers = placesOf('nik', 'kk')
    this.#keys = placesOf('source_key')
    this.#dates = placesOf('dob')
    this.#sexes = placesOf('sex')
  }

  /** Nearly all rows: a name and a number that begins like one of a person. */
  isPlain(cells: readonly string[]): boolean {
    return this.#hasName(cells) && this.#hasNumber(cells)
  }

  sort(cells: readonly string[]): RowKind {
    if (this.isPlain(cells)) {
      this.#isInSignatures = false
      return 'record'
    }
    const filled = filledCells(cells)
    if (isColumnNumbers(filled)) return 'column_numbers'
    const kind = this.#sortClosely(cells, filled)
    if (kind === 'record') this.#isInSignatures = false
    if (kind === 'signature') this.#isInSignatures = true
    return kind
  }

  #sortClosely(cells: readonly string[], filled: readonly Cell[]): RowKind {
    if (this.#hasNumber(cells)) return 'record'
    const isOfList = this.#isNumbered(cells) || this.#hasKey(cells)
    const total = sortTotal(filled)
    if (total !== undefined && (isOfList || this.#hasBirthOrSex(cells)))
      return total === 'total' ? 'doubtful' : 'record'
    if (total !== undefined) return total
    if (isOfList) return 'record'
    if (filled.every(({ text }) => isSignatureWord(text))) return 'signature'
    if (this.#isTitle(filled)) return 'title'
    if (this.#isInSignatures) return this.#sortSignature(cells, filled)
    return this.#isNameAlone(filled) || isPlaceBeforeDate(filled) ? 'doubtful' : 'record'
  }

  /** Within a signature block: names of officials, which no number and no birth date makes recipients. */
  #sortSignature(cells: readonly string[], filled: readonly Cell[]): RowKind {
    if (filled.some(({ text }) => isDateLine(text)) && this.#hasName(cells)) return 'doubtful'
    if (this.#hasBirthOrSex(cells)) return 'record'
    const isShort = filled.length <= MOST_SIGNATURES && filled.every(({ text }) => !/\d{5}/.test(text))
    return isShort && !this.#isPlace(filled) ? 'signature' : 'doubtful'
  }

  /** A name beside values of other fields may be a recipient about which little is known. */
  #isPlace(filled: readonly Cell[]): boolean {
    return filled.some(({ text }) => isTitleWord(text) || isAmount(text))
  }

  #isTitle(filled: readonly Cell[]): boolean {
    const [first, ...rest] = filled
    return (
      first !== undefined &&
      rest.length <= 2 &&
      isTitleWord(first.text) &&
      rest.every(({ text }, at) => isTitleValue(text) || (at === 1 && isTitleValue(rest[0]?.text ?? '')))
    )
  }

  #isNameAlone([only, ...others]: readonly Cell[]): boolean {
    return only !== undefined && others.length === 0 && this.#width >= LEAST_WIDTH && this.#names.includes(only.at)
  }

  #isNumbered(cells: readonly string[]): boolean {
    return RUNNING_NUMBER.test((cells[this.#running] ?? '').trim())
  }

  #hasName(cells: readonly string[]): boolean {
    return this.#names.some((at) => (cells[at] ?? '').trim() !== '')
  }

  #hasNumber(cells: readonly string[]): boolean {
    return this.#numbers.some((at) => isPersonNumber(cells[at] ?? ''))
  }

  /** The source's own id of a row; a word in its column may be a title or the name of an official. */
  #hasKey(cells: readonly string[]): boolean {
    return this.#keys.some((at) => {
      const text = (cells[at] ?? '').trim()
      if (text === '' || totalWord(text) !== undefined || isSignatureWord(text) || isTitleWord(text)) return false
      return /\d/.test(text) || !this.#isInSignatures
    })
  }

  #hasBirthOrSex(cells: readonly string[]): boolean {
    if (this.#sexes.some((at) => parseSex(cells[at] ?? '') !== '')) return true
    return this.#dates.some((at) => {
      const { certainty } = parseBirthDate(cells[at] ?? '')
      return certainty !== 'missing' && certainty !== 'impossible'
    })
  }
}

/** `Sekayu,` and the date of a signature in the next cell. */
function isPlaceBeforeDate(filled: readonly Cell[]): boolean {
  return filled.length === 2 && filled[0]?.text.endsWith(',') === true
}

function filledCells(cells: readonly string[]): readonly Cell[] {
  return cells.flatMap((cell, at) => {
    const text = cell.trim()
    return text === '' ? [] : [{ at, text }]
  })
}

/** `(1) (2) (3)` or `a b c` below a header, each one more than the one before. */
function isColumnNumbers(filled: readonly Cell[]): boolean {
  if (filled.length < FEWEST_COLUMN_NUMBERS || filled.some(({ text }) => text.length > LONGEST_COLUMN_NUMBER))
    return false
  return [numberIn, letterIn].some((read) => {
    const first = read(filled[0]?.text ?? '')
    return first === 1 && filled.every(({ text }, at) => read(text) === first + at)
  })
}

function numberIn(text: string): number | undefined {
  const digits = COLUMN_NUMBER.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function letterIn(text: string): number | undefined {
  const letter = COLUMN_LETTER.exec(text)?.[1]
  return letter === undefined ? undefined : letter.toLowerCase().charCodeAt(0) - LETTER_BEFORE_A
}

/** A total names one, and has amounts only beside it. */
function sortTotal(filled: readonly Cell[]): 'total' | 'doubtful' | undefined {
  const words = filled.map(({ text }) => totalWord(text))
  const first = words.findIndex((word, at) => word !== undefined || !isAmount(filled[at]?.text ?? ''))
  if (words[first] === undefined) return undefined
  const isCertain = filled.every(({ text }, at) => words[at] === 'whole' || isAmount(text))
  return isCertain ? 'total' : 'doubtful'
}

/** Ten digits or more, as of a NIK or KK also if some are lost; the number of an official has a label or more digits. */
function isPersonNumber(cell: string): boolean {
  if (isSixteenDigits(cell)) return true
  let digits = 0
  for (let at = 0; at < cell.length; at++) {
    const code = cell.charCodeAt(at)
    if (code >= 48 && code <= 57) digits++
  }
  if (digits >= FEWEST_DIGITS && digits <= MOST_DIGITS) return !OTHER_NUMBER.test(cell)
  return SCIENTIFIC.test(cell)
}
