import { UnreadableFile } from './unreadable-file.js'

/** Spreadsheets nest some eight elements, and a cell has some five attributes. */
const DEEPEST = 64
const MOST_ATTRIBUTES = 256
/** Elements without content of one workbook, such as cells that have a colour and no value: some seconds of parsing. */
const MOST_IDLE = 5_000_000
/** So many elements without content each value pays for: a narrow table in a wide coloured area is no attack. */
const IDLE_PER_VALUE = 100

/** The refusal of a workbook that is larger than any list. */
export function tooLarge(what: string): UnreadableFile {
  return new UnreadableFile('XLSX_TOO_LARGE', `${what}. Send the file as CSV.`)
}

/** Counts elements without content, of all parts of a workbook together: packed, millions of them take some kilobytes. */
export class IdleBudget {
  #idle = 0

  spend(): void {
    if (++this.#idle > MOST_IDLE) throw tooLarge('The workbook has millions of elements without content')
  }

  /** A value was read. */
  earn(): void {
    this.#idle = Math.max(0, this.#idle - IDLE_PER_VALUE)
  }
}

/** Bounds the depth, the attributes and the idle elements of one part. The parser itself bounds names and values. */
export class XmlLimiter {
  #depth = 0
  #attributes = 0
  readonly #budget: IdleBudget

  constructor(budget: IdleBudget) {
    this.#budget = budget
  }

  addAttribute(): void {
    if (++this.#attributes > MOST_ATTRIBUTES) throw tooLarge('An element of the workbook has too many attributes')
  }

  open(): void {
    this.#attributes = 0
    if (++this.#depth > DEEPEST) throw tooLarge('The elements of the workbook are nested too deeply')
    this.#budget.spend()
  }

  close(): void {
    this.#depth--
  }

  earn(): void {
    this.#budget.earn()
  }
}
