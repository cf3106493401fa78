import type {
  BatchReading,
  PassedOver,
  PassedOverKind,
  ReadingWarning,
  SheetState,
} from '../../domain/registry/records/batch-reading.js'
import { RECORD_FIELDS } from '../../domain/registry/records/canonical-record.js'
import { isSixteenDigits } from '../../domain/identity/numbers/registration-number.js'
import type { Target, Variant } from '../schema/profile.js'
import type { Table } from './choose-variant.js'
import { isRunningNumberName, shownName } from './column-names.js'
import type { FileForm } from '../formats/file-form.js'
import type { DetectedScheme } from './village-assigner.js'

const MOST_LINES = 10
const MOST_COLUMNS = 300
const MOST_SHEETS = 300
/** So many numbers of 16 digits that all end in 0 come about once in a million lists, unless a spreadsheet cut them. */
const FEWEST_ROUND_NUMBERS = 6
const SCIENTIFIC = /^\s*\d[.,]\d+E\+?\d{1,2}\s*$/i
const PERSON_FIELDS = ['name', 'nik', 'kk', 'dob', 'sex'] as const
const WORDS = { name: 'name', nik: 'NIK', kk: 'KK', dob: 'birth date', sex: 'sex' } as const

interface Tally {
  count: number
  readonly lines: number[]
}

/** How the numbers of a column end. */
interface NumberTally extends Tally {
  whole: number
  round: number
}

/** Notes how a file is understood while it is read. */
export class ReadingNotes {
  #areas: DetectedScheme | undefined
  readonly #future = newTally()
  #sheet: string | undefined
  readonly #sheets: { name: string; state: SheetState }[] = []
  readonly #columns = new Map<string, { name: string; to: string }>()
  readonly #unknown = new Set<string>()
  readonly #missing = new Set<Target>()
  readonly #variants = new Set<string>()
  readonly #passedOver = new Map<string, { kind: PassedOverKind; sheet: string | undefined } & Tally>()
  readonly #numbers = new Map<string, NumberTally>()
  readonly #errors = newTally()
  #unnamed: number[] = []

  /** The sheets of the workbook and what becomes of each. */
  noteSheets(sheets: readonly { readonly name: string; readonly state: SheetState }[]): void {
    this.#sheets.push(...sheets.slice(0, MOST_SHEETS))
  }

  /** The sheet that the next rows are of, where several are read. */
  beginSheet(name: string | undefined): void {
    this.#sheet = name
  }

  noteTable({ header, columns, variant }: Table): void {
    this.#variants.add(variant.code)
    const targetsAt = new Map<number, Target[]>()
    for (const [to, places] of columns)
      for (const { at } of places) targetsAt.set(at, [...(targetsAt.get(at) ?? []), to])
    for (const [at, name] of header.entries()) this.noteColumn(name, targetsAt.get(at) ?? [])
    this.#unnamed = header.flatMap((name, at) => (name === `column_${at + 1}` ? [at] : []))
    this.#noteMissing(variant, (to) => columns.has(to))
  }

  /** A column of a table or a field of a document, with the canonical fields that it fills. */
  noteColumn(name: string, targets: readonly Target[]): void {
    const shown = shownName(name)
    for (const to of targets)
      if (this.#columns.size < MOST_COLUMNS) this.#columns.set(`${shown}\n${to}`, { name: shown, to })
    if (targets.length > 0 || isRunningNumberName(name) || /^column_\d+$/.test(name)) return
    if (this.#unknown.size < MOST_COLUMNS) this.#unknown.add(shown)
  }

  noteVariant(variant: Variant): void {
    this.#variants.add(variant.code)
  }

  /** Notes fields of a variant that nothing fills. */
  #noteMissing({ columns, constants = {} }: Variant, has: (to: Target) => boolean): void {
    for (const { to } of columns) if (!has(to) && constants[to] === undefined) this.#missing.add(to)
  }

  /** Of documents only the whole file shows which fields are missing. */
  noteMissingFields(variant: Variant, found: ReadonlySet<Target>): void {
    this.#noteMissing(variant, (to) => found.has(to))
  }

  /** The scheme of the area codes, as far as it is known. */
  noteAreas(areas: DetectedScheme): void {
    this.#areas = areas
  }

  passOver(kind: PassedOverKind, line: number, count = 1): void {
    const key = `${kind}\n${this.#sheet ?? ''}`
    let tally = this.#passedOver.get(key)
    if (tally === undefined) {
      tally = { kind, sheet: this.#sheet, ...newTally() }
      this.#passedOver.set(key, tally)
    }
    addTo(tally, line, count)
  }

  /** A row with a birth date or year after the day of receipt. */
  noteFuture(line: number): void {
    addTo(this.#future, line)
  }

  /** A row with cells that show an error of a formula. */
  noteErrors(line: number): void {
    addTo(this.#errors, line)
  }

  /** Notes values below a blank name, which nothing reads. */
  noteUnnamed(cells: readonly string[]): void {
    if (this.#unnamed.length === 0) return
    const filled = this.#unnamed.filter((at) => (cells[at] ?? '').trim() !== '')
    if (filled.length === 0) return
    for (const at of filled) if (this.#unknown.size < MOST_COLUMNS) this.#unknown.add(`column_${at + 1}`)
    this.#unnamed = this.#unnamed.filter((at) => !filled.includes(at))
  }

  /** Notes how the numbers of persons in a row end; those that a spreadsheet has cut are in the scientific form. */
  noteNumbers({ header, columns }: Table, cells: readonly string[], line: number): void {
    for (const { at } of [...(columns.get('nik') ?? []), ...(columns.get('kk') ?? [])]) {
      const cell = cells[at] ?? ''
      if (cell !== '') noteNumber(this.#numbersOf(header[at] ?? ''), cell, line)
    }
  }

  /** Notes that a spreadsheet has cut a number of a column, such as an account or the source's own key. */
  noteCut(column: string, line: number): void {
    addTo(this.#numbersOf(column), line)
  }

  #numbersOf(name: string): NumberTally {
    let tally = this.#numbers.get(name)
    if (tally === undefined) {
      tally = { ...newTally(), whole: 0, round: 0 }
      this.#numbers.set(name, tally)
    }
    return tally
  }

  /** What was noted so far. */
  reading({ format, encoding, separator }: FileForm): BatchReading {
    return {
      format,
      ...(encoding === undefined ? {} : { encoding }),
      ...(separator === undefined ? {} : { separator }),
      variants: [...this.#variants],
      ...(this.#sheets.length === 0
        ? {}
        : { sheets: this.#sheets.map(({ name, state }) => ({ name: shownName(name), state })) }),
      columns: [...this.#columns.values()],
      not_understood: [...this.#unknown],
      missing: inOrder(this.#missing),
      passed_over: [...this.#passedOver.values()].map(passedOverOf),
      ...(this.#areas === undefined ? {} : { areas: { scheme: this.#areas.scheme, origin: this.#areas.origin } }),
      warnings: [
        ...this.#areaWarnings(),
        ...this.#missingWarnings(),
        ...this.#errorWarnings(),
        ...this.#futureWarnings(),
        ...this.#numberWarnings(),
      ],
    }
  }

  #areaWarnings(): ReadingWarning[] {
    if (this.#areas?.differs !== true) return []
    const detail =
      'The area codes look like those of the other scheme (Kemendagri or BPS) than the earlier batches of this source. ' +
      'They were read in the scheme of the source; set area_scheme if that is wrong.'
    return [{ code: 'AREA_SCHEME_DIFFERS', detail }]
  }

  #futureWarnings(): ReadingWarning[] {
    const { count, lines } = this.#future
    if (count === 0) return []
    const detail =
      'Birth dates or years of these rows lie in the future. They are kept, and decide nothing against others.'
    return [{ code: 'DATES_IN_FUTURE', detail, count, lines }]
  }

  #missingWarnings(): ReadingWarning[] {
    return PERSON_FIELDS.filter((field) => this.#missing.has(field)).map((field) => ({
      code: 'COLUMN_MISSING',
      detail: `No column was understood as the ${WORDS[field]} (${field}). Name one so, or map it in a profile.`,
    }))
  }

  #errorWarnings(): ReadingWarning[] {
    const { count, lines } = this.#errors
    if (count === 0) return []
    const detail = 'Cells of these rows show an error of a formula (such as #REF!) and were read as blank.'
    return [{ code: 'CELLS_WITH_ERRORS', detail, count, lines }]
  }

  #numberWarnings(): ReadingWarning[] {
    return [...this.#numbers].flatMap(([name, { count, lines, whole, round }]): ReadingWarning[] => {
      const column = shownName(name)
      if (count > 0) {
        const detail =
          'A spreadsheet has cut these numbers to 15 digits. Format the column as text, and enter them anew.'
        return [{ code: 'NUMBERS_CUT', detail, column, count, lines }]
      }
      if (round < whole || whole < FEWEST_ROUND_NUMBERS) return []
      const detail = 'All numbers end in 0, as where a spreadsheet has cut them. Compare them with the original.'
      return [{ code: 'NUMBERS_CUT', detail, column, count: round }]
    })
  }
}

function newTally(): Tally {
  return { count: 0, lines: [] }
}

/** Adds rows that follow each other, from a line on. */
function addTo(tally: Tally, line: number, count = 1): void {
  tally.count += count
  for (let at = 0; at < count && tally.lines.length < MOST_LINES; at++) tally.lines.push(line + at)
}

function noteNumber(tally: NumberTally, cell: string, line: number): void {
  if (isSixteenDigits(cell)) {
    tally.whole++
    if (cell.endsWith('0')) tally.round++
  } else if (SCIENTIFIC.test(cell)) addTo(tally, line)
}

function passedOverOf({
  kind,
  sheet,
  count,
  lines,
}: { kind: PassedOverKind; sheet: string | undefined } & Tally): PassedOver {
  return { kind, ...(sheet === undefined ? {} : { sheet: shownName(sheet) }), count, lines }
}

/** The fields of a record first, in their order. */
function inOrder(missing: ReadonlySet<Target>): readonly string[] {
  const fields = RECORD_FIELDS.filter((field) => missing.has(field))
  return [...fields, ...[...missing].filter((to) => !(fields as readonly string[]).includes(to))]
}
