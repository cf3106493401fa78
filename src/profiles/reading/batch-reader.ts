import type { AreaNames, FileFormat, Profile, Variant } from '../schema/profile.js'
import { type TargetRow, TableRow, DocumentRow } from './target-row.js'
import { chooseVariant, type Table } from './choose-variant.js'
import type { DocumentItem, FileItem, JsonObject, Limits, RowError } from '../formats/file-item.js'
import { findMembers } from './find-members.js'
import { cellFault, HeaderReader } from './header-reader.js'
import { mapFacts } from './map-facts.js'
import { HEAD, mapRecord } from './map-record.js'
import type { RowOutcome, RowRejection, RowWarning } from './row-outcome.js'
import { LONGEST_KEY, sourceKeyOf } from './source-key.js'
import type { VillageFields } from './village-finder.js'
import { type AreaContext, VillageAssigner } from './village-assigner.js'

export interface BatchReaderOptions {
  readonly profile: Profile
  readonly source: string | undefined
  readonly keySecret: string
  readonly limits: Limits
  readonly within: AreaNames
  readonly area: AreaContext
  readonly onVariant: (variant: Variant) => void
}

/** The position of a row in the file; members of one document share `household`. */
interface RowContext {
  readonly variant: Variant
  readonly line: number
  readonly size: number
  readonly household?: { heads: number }
}

/** The key and content of a rejected row, where they can be read. */
type RejectedRow = Pick<RowRejection, 'sourceKey' | 'raw'>

const KEY_MISSING: RowError = {
  code: 'KEY_MISSING',
  detail: 'The row has no key. Fill in a column that identifies it.',
}
const KEY_TOO_LONG: RowError = {
  code: 'KEY_TOO_LONG',
  detail: `The key is longer than ${LONGEST_KEY} characters. Shorten it.`,
}
const RECORD_EMPTY: RowError = {
  code: 'RECORD_EMPTY',
  detail: 'The row has no name, NIK or KK. Fill in at least one of them.',
}
/** NUL, which PostgreSQL cannot store, and the replacement of undecodable bytes. */
const UNSTORABLE = /[\0\uFFFD]/
/** Only a warning: both members stay, and a steward decides which one is the head. */
const HEAD_TWICE: RowWarning = {
  field: 'shdk',
  code: 'HEAD_TWICE',
  detail: 'The household has more than one head. Correct the relation of one of them.',
}

/** Maps the items of a file to records, row by row. */
export class BatchReader {
  /** The profile's format until the bytes of the file are read. */
  format: FileFormat
  #row = 0
  readonly #header: HeaderReader
  readonly #villages: VillageAssigner
  readonly #context: BatchReaderOptions

  constructor(context: BatchReaderOptions) {
    this.#context = context
    this.format = context.profile.format
    this.#header = new HeaderReader(context.profile, context.limits, context.onVariant)
    this.#villages = new VillageAssigner(context.area)
  }

  /** Reads the next item of the file. Yields the outcomes that are ready; a refusal is the last one. */
  *read(item: FileItem): Generator<RowOutcome, void> {
    switch (item.kind) {
      case 'cells':
        return yield* this.#readCells(item)
      case 'document':
        return yield* this.#readDocument(item)
      case 'fault':
        if (this.#isTable() && this.#header.isOpen) return
        return yield* this.#reject(item.line, item.error)
      case 'refusal':
        yield* this.#villages.release()
        yield { kind: 'refusal', line: item.line, errors: [item.error] }
    }
  }

  /** Yields the rows still held at the end of the file, and a refusal for a table without a header. */
  *end(): Generator<RowOutcome, void> {
    yield* this.#villages.release()
    if (this.#isTable() && this.#header.isOpen) yield this.#header.refusal()
  }

  #isTable(): boolean {
    return this.format === 'csv' || this.format === 'xlsx'
  }

  *#readCells({ line, cells }: { line: number; cells: readonly string[] }): Generator<RowOutcome, void> {
    const table = this.#header.read(cells, line)
    if (table === undefined) return
    if ('kind' in table) {
      yield table
      return
    }
    const fitted = this.#fitToWidth(cells, table.header.length)
    if (fitted === undefined) {
      const error = raggedError(cells.length, table.header.length)
      return yield* this.#reject(line, error, { raw: raggedRow(table.header, cells) })
    }
    const fault = cellFault(fitted, table.header, this.#context.limits)
    if (fault === undefined) yield* this.#readTableRow(table, fitted, line)
    else yield* this.#reject(line, fault, this.#readRejected(new TableRow(table, fitted)))
  }

  *#readTableRow(table: Table, cells: readonly string[], line: number): Generator<RowOutcome, void> {
    let size = 0
    for (const cell of cells) size += cell.length
    yield* this.#map(new TableRow(table, cells), { variant: table.variant, line, size })
  }

  /** Spreadsheets append blank cells to a row, and workbooks omit them. */
  #fitToWidth(cells: readonly string[], width: number): readonly string[] | undefined {
    if (cells.length === width) return cells
    if (cells.length < width)
      return this.format === 'xlsx' ? [...cells, ...Array<string>(width - cells.length).fill('')] : undefined
    return cells.slice(width).every((cell) => cell.trim() === '') ? cells.slice(0, width) : undefined
  }

  *#readDocument({ line, document, size }: DocumentItem): Generator<RowOutcome, void> {
    const variant = chooseVariant(document, this.#context.profile)
    if ('mismatch' in variant) return yield* this.#reject(line, { code: 'JSON_SHAPE', detail: variant.mismatch })
    this.#context.onVariant(variant)
    const members = findMembers(document, variant)
    if ('code' in members) return yield* this.#reject(line, members)
    const context: RowContext = { variant, line, size, household: { heads: 0 } }
    for (const member of members) {
      if ('code' in member) yield* this.#reject(line, member)
      else yield* this.#map(new DocumentRow(variant, { ...member, household: document }), context)
    }
  }

  *#map(row: TargetRow, { variant, line, size, household }: RowContext): Generator<RowOutcome, void> {
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
    yield* this.#villages.add({ outcome, village: villageFieldsOf(row, record.village_code, within), size })
  }

  /** Keeps the key of a rejected row where it is readable: a snapshot must not withdraw the record that the row names. */
  #readRejected(row: TargetRow): RejectedRow {
    const { key } = sourceKeyOf(row, this.#context.profile, this.#context.keySecret)
    return keyFault(key) === undefined && !UNSTORABLE.test(key) ? { sourceKey: key, raw: row.raw } : { raw: row.raw }
  }

  *#reject(line: number, error: RowError, rejected: RejectedRow = {}): Generator<RowOutcome, void> {
    const rejection: RowRejection = { kind: 'rejection', line, row: ++this.#row, ...rejected, errors: [error] }
    yield* this.#villages.add({ outcome: rejection })
  }
}

function raggedError(fields: number, columns: number): RowError {
  const detail = `The row has ${fields} fields, the header has ${columns}. Quote fields that contain the separator.`
  return { code: 'ROW_RAGGED', detail }
}

/** Cells by column name; cells beyond the header are named by position. */
function raggedRow(header: readonly string[], cells: readonly string[]): JsonObject {
  return Object.fromEntries(cells.map((cell, at) => [header[at] ?? `column_${at + 1}`, cell]))
}

function villageFieldsOf(row: TargetRow, villageCode: string, within: AreaNames): VillageFields {
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
