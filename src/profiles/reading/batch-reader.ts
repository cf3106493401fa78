import type { AreaNames, FileFormat, Profile, Variant } from '../schema/profile.js'
import { type BoundRow, CellRow, DocumentRow } from './bound-row.js'
import { chooseVariant, type Table } from './choose-variant.js'
import type { FileItem, JsonObject, Limits, RowError } from '../formats/file-item.js'
import { findMembers } from './find-members.js'
import { cellFault, HeaderReader } from './header-reader.js'
import { mapFacts } from './map-facts.js'
import { HEAD, mapRecord } from './map-record.js'
import type { RowOutcome, RowRejection, RowWarning } from './row-outcome.js'
import { LONGEST_KEY, sourceKeyOf } from './source-key.js'
import type { VillageClue } from './village-finder.js'
import { type AreaContext, VillageSettler } from './village-settler.js'

/** What the reader is told about a delivery. */
export interface BatchReaderOptions {
  readonly profile: Profile
  readonly source: string | undefined
  readonly keySecret: string
  readonly limits: Limits
  readonly within: AreaNames
  readonly area: AreaContext
  readonly onVariant: (variant: Variant) => void
}

/** Where a row stands, and the household in whose document it does. */
interface Place {
  readonly variant: Variant
  readonly line: number
  readonly size: number
  readonly household?: { heads: number }
}

/** What is known of a row that cannot be taken. */
type RejectedRow = Pick<RowRejection, 'sourceKey' | 'raw'>

const KEY_MISSING: RowError = { code: 'KEY_MISSING', detail: 'Nothing in the row identifies it.' }
const KEY_TOO_LONG: RowError = { code: 'KEY_TOO_LONG', detail: `A key may have ${LONGEST_KEY} characters.` }
const RECORD_EMPTY: RowError = { code: 'RECORD_EMPTY', detail: 'The row has neither a name nor a number.' }
/** What no key can hold, and what damaged bytes were read as. */
const UNKEEPABLE = /[\0\uFFFD]/
/** Whose household it is, people decide; both stay in the list. */
const HEAD_TWICE: RowWarning = { field: 'shdk', code: 'HEAD_TWICE', detail: 'The household has another head already.' }

/** Turns what a file yields into records, row by row. */
export class BatchReader {
  /** Set once the file's bytes have told it. */
  format: FileFormat
  #row = 0
  readonly #header: HeaderReader
  readonly #settler: VillageSettler
  readonly #context: BatchReaderOptions

  constructor(context: BatchReaderOptions) {
    this.#context = context
    this.format = context.profile.format
    this.#header = new HeaderReader(context.profile, context.limits, context.onVariant)
    this.#settler = new VillageSettler(context.area)
  }

  /** Takes the next thing of the file and gives the outcomes that are settled; a refusal is the last of them. */
  *take(delivered: FileItem): Generator<RowOutcome, void> {
    switch (delivered.kind) {
      case 'cells':
        return yield* this.#takeCells(delivered)
      case 'document':
        return yield* this.#takeDocument(delivered)
      case 'fault':
        if (this.#isTable() && this.#header.isOpen) return
        return yield* this.#reject(delivered.line, delivered.error)
      case 'refusal':
        yield* this.#settler.release()
        yield { kind: 'refusal', line: delivered.line, errors: [delivered.error] }
    }
  }

  /** Gives what is still held at the end of the file, and refuses a table that had no header. */
  *end(): Generator<RowOutcome, void> {
    yield* this.#settler.release()
    if (this.#isTable() && this.#header.isOpen) yield this.#header.refusal()
  }

  #isTable(): boolean {
    return this.format === 'csv' || this.format === 'xlsx'
  }

  *#takeCells({ line, cells }: { line: number; cells: readonly string[] }): Generator<RowOutcome, void> {
    const table = this.#header.read(cells, line)
    if (table === undefined) return
    if ('kind' in table) {
      yield table
      return
    }
    const even = this.#evenCells(cells, table.header.length)
    if (even === undefined) {
      const detail = `The row has ${cells.length} fields where the header has ${table.header.length}.`
      return yield* this.#reject(line, { code: 'ROW_RAGGED', detail }, { raw: raggedRow(table.header, cells) })
    }
    const fault = cellFault(even, table.header, this.#context.limits)
    if (fault === undefined) yield* this.#takeTableRow(table, even, line)
    else yield* this.#reject(line, fault, this.#knownOf(new CellRow(table, even)))
  }

  *#takeTableRow(table: Table, cells: readonly string[], line: number): Generator<RowOutcome, void> {
    let size = 0
    for (const cell of cells) size += cell.length
    yield* this.#map(new CellRow(table, cells), { variant: table.variant, line, size })
  }

  /** Spreadsheets add blank cells behind a row, and workbooks leave them out. */
  #evenCells(cells: readonly string[], width: number): readonly string[] | undefined {
    if (cells.length === width) return cells
    if (cells.length < width)
      return this.format === 'xlsx' ? [...cells, ...Array<string>(width - cells.length).fill('')] : undefined
    return cells.slice(width).every((cell) => cell.trim() === '') ? cells.slice(0, width) : undefined
  }

  *#takeDocument(delivered: { line: number; document: JsonObject; size: number }): Generator<RowOutcome, void> {
    const { line, document, size } = delivered
    const variant = chooseVariant(document, this.#context.profile)
    if ('lacks' in variant) return yield* this.#reject(line, { code: 'JSON_SHAPE', detail: variant.lacks })
    this.#context.onVariant(variant)
    const members = findMembers(document, variant)
    if ('code' in members) return yield* this.#reject(line, members)
    const household = { heads: 0 }
    for (const found of members) {
      if ('code' in found) yield* this.#reject(line, found)
      else
        yield* this.#map(new DocumentRow(variant, { ...found, household: document }), {
          variant,
          line,
          size,
          household,
        })
    }
  }

  *#map(row: BoundRow, { variant, line, size, household }: Place): Generator<RowOutcome, void> {
    const { profile, source, keySecret, within } = this.#context
    const { key: sourceKey, isPersonal: isKeyPersonal } = sourceKeyOf(row, profile, keySecret)
    const record = { ...mapRecord(row, { profile, format: this.format, source }), source_key: sourceKey }
    const error = keyFault(sourceKey) ?? (isEmpty(record) ? RECORD_EMPTY : undefined)
    if (error !== undefined) return yield* this.#reject(line, error, { raw: row.raw })
    const isSecondHead = household !== undefined && record.shdk === HEAD && household.heads++ > 0
    const outcome: RowOutcome = {
      kind: 'row',
      line,
      row: ++this.#row,
      sourceKey,
      isKeyPersonal,
      variant: variant.code,
      subject: variant.subject,
      record,
      facts: mapFacts(row, profile),
      warnings: isSecondHead && variant.members !== undefined ? [HEAD_TWICE] : [],
      raw: row.raw,
    }
    yield* this.#settler.take({ outcome, clue: clueOf(row, record.village_code, within), size })
  }

  /** A list that names a person in a row that cannot be taken still has that person. */
  #knownOf(row: BoundRow): RejectedRow {
    const { key } = sourceKeyOf(row, this.#context.profile, this.#context.keySecret)
    return keyFault(key) === undefined && !UNKEEPABLE.test(key) ? { sourceKey: key, raw: row.raw } : { raw: row.raw }
  }

  *#reject(line: number, error: RowError, known: RejectedRow = {}): Generator<RowOutcome, void> {
    const rejection: RowRejection = { kind: 'rejection', line, row: ++this.#row, ...known, errors: [error] }
    yield* this.#settler.take({ outcome: rejection })
  }
}

/** Cells under the names that stand above them; those behind the last name are called by their place. */
function raggedRow(header: readonly string[], cells: readonly string[]): JsonObject {
  return Object.fromEntries(cells.map((cell, at) => [header[at] ?? `column_${at + 1}`, cell]))
}

function clueOf(row: BoundRow, villageCode: string, within: AreaNames): VillageClue {
  return {
    village_code: villageCode,
    village_name: row.text('village_name') || (within.village_name ?? ''),
    district_name: row.text('district_name') || (within.district_name ?? ''),
    regency_name: row.text('regency_name') || (within.regency_name ?? ''),
    province_name: row.text('province_name') || (within.province_name ?? ''),
  }
}

function keyFault(sourceKey: string): RowError | undefined {
  if (sourceKey === '') return KEY_MISSING
  return sourceKey.length > LONGEST_KEY ? KEY_TOO_LONG : undefined
}

function isEmpty({ name, nik, kk }: { name: string; nik: string; kk: string }): boolean {
  return name.trim() === '' && nik.trim() === '' && kk.trim() === ''
}
