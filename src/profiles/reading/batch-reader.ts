import type { CanonicalRecord, Facts } from '../../domain/registry/records/canonical-record.js'
import type { AreaNames, FileFormat, Profile, Variant } from '../schema/profile.js'
import type { CellsItem, DocumentItem, FileItem, Limits, RowError } from '../formats/file-item.js'
import { chooseVariant } from './choose-variant.js'
import { DocumentNotes } from './document-notes.js'
import { findMembers } from './find-members.js'
import { judgeFuture } from '../../domain/registry/records/future-fields.js'
import { mapFacts } from './map-facts.js'
import { HEAD, mapRecord } from './map-record.js'
import { overlongField } from './overlong-field.js'
import type { ReadingNotes } from './reading-notes.js'
import type { FileRefusal, RowOutcome, RowRejection, RowWarning } from './row-outcome.js'
import { LONGEST_KEY, sourceKeyOf } from './source-key.js'
import { TableReader } from './table-reader.js'
import { DocumentRow, type TargetRow } from './target-row.js'
import type { VillageFields } from './village-finder.js'
import { type AreaContext, VillageAssigner } from './village-assigner.js'

export interface BatchReaderOptions {
  readonly profile: Profile
  readonly source: string | undefined
  readonly keySecret: string
  readonly limits: Limits
  readonly within: AreaNames
  readonly area: AreaContext
  readonly notes: ReadingNotes
  /** The day of receipt in ISO; undefined where the future does not matter. */
  readonly receivedOn: string | undefined
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
const LETTER = /\p{L}/u
const NOT_A_DIGIT = /\D/g
const FEWEST_TELLING_DIGITS = 6
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
  readonly #tables: TableReader
  readonly #villages: VillageAssigner
  readonly #context: BatchReaderOptions
  readonly #documents: DocumentNotes

  constructor(context: BatchReaderOptions) {
    this.#context = context
    this.format = context.profile.format
    this.#tables = new TableReader(context)
    this.#villages = new VillageAssigner(context.area)
    this.#documents = new DocumentNotes(context.notes)
  }

  /** Reads the next item of the file. Yields the outcomes that are ready; a refusal is the last one. */
  *read(item: FileItem): Generator<RowOutcome, void> {
    switch (item.kind) {
      case 'cells':
        return yield* this.#readCells(item)
      case 'document':
        return yield* this.#readDocument(item)
      case 'sheet':
        return yield* this.#refuse(this.#tables.beginSheet(item))
      case 'blank':
        this.#context.notes.passOver('blank', item.line, item.count)
        return
      case 'fault':
        return yield* this.#readFault(item)
      case 'refusal':
        return yield* this.#refuse({ kind: 'refusal', line: item.line, errors: [item.error] })
    }
  }

  /** Yields the rows still held at the end of the file, and a refusal for a table without a header. */
  *end(): Generator<RowOutcome, void> {
    this.#documents.end()
    yield* this.#villages.release()
    if (this.#isTable()) yield* this.#refuse(this.#tables.end())
  }

  #isTable(): boolean {
    return this.format === 'csv' || this.format === 'xlsx'
  }

  *#readFault({ line, error }: { readonly line: number; readonly error: RowError }): Generator<RowOutcome, void> {
    if (this.#isTable() && this.#tables.isOpen) this.#context.notes.passOver('title', line)
    else yield* this.#reject(line, error)
  }

  *#readCells(item: CellsItem): Generator<RowOutcome, void> {
    const reading = this.#tables.read(item, this.format)
    if (reading === undefined) return
    switch (reading.kind) {
      case 'record':
        return yield* this.#map(reading.row, { variant: reading.table.variant, line: item.line, size: reading.size })
      case 'fault':
        return yield* this.#reject(item.line, reading.error, this.#readRejected(reading.row))
      case 'ragged':
        return yield* this.#reject(item.line, reading.error, { raw: reading.raw })
      case 'refusal':
        return yield* this.#refuse(reading)
    }
  }

  *#refuse(refusal: FileRefusal | undefined): Generator<RowOutcome, void> {
    if (refusal === undefined) return
    yield* this.#villages.release()
    yield this.#placed(refusal)
  }

  *#readDocument({ line, document, size }: DocumentItem): Generator<RowOutcome, void> {
    const variant = chooseVariant(document, this.#context.profile)
    if ('mismatch' in variant) return yield* this.#reject(line, { code: 'JSON_SHAPE', detail: variant.mismatch })
    const members = findMembers(document, variant)
    if ('code' in members) return yield* this.#reject(line, members)
    this.#documents.note(
      document,
      members.filter((member) => 'member' in member),
      variant,
    )
    const context: RowContext = { variant, line, size, household: { heads: 0 } }
    for (const member of members) {
      if ('code' in member) yield* this.#reject(line, member)
      else yield* this.#map(new DocumentRow(variant, { ...member, household: document }), context)
    }
  }

  *#map(row: TargetRow, { variant, line, size, household }: RowContext): Generator<RowOutcome, void> {
    const { profile, source, keySecret, within } = this.#context
    const overlong = overlongField(row, size)
    if (overlong !== undefined) return yield* this.#reject(line, overlong, this.#readRejected(row))
    const { key: sourceKey, isPersonal: isKeyPersonal } = sourceKeyOf(row, {
      profile,
      format: this.format,
      secret: keySecret,
    })
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
      facts: this.#factsOf(row, record, line),
      warnings: isSecondHead && variant.members !== undefined ? [HEAD_TWICE] : [],
      raw: row.raw,
    }
    yield* this.#villages.add({ outcome, village: villageFieldsOf(row, record.village_code, within), size })
  }

  #factsOf(row: TargetRow, record: CanonicalRecord, line: number): Facts {
    const { profile, receivedOn, notes } = this.#context
    const facts = judgeFuture(record, mapFacts(row, profile), receivedOn)
    if (facts.future !== undefined) notes.noteFuture(line)
    return facts
  }

  /** Keeps the key of a rejected row where it is readable: a snapshot must not withdraw the record that the row names. */
  #readRejected(row: TargetRow): RejectedRow {
    const { profile, keySecret } = this.#context
    const { key } = sourceKeyOf(row, { profile, format: this.format, secret: keySecret })
    return keyFault(key) === undefined && !UNSTORABLE.test(key) ? { sourceKey: key, raw: row.raw } : { raw: row.raw }
  }

  *#reject(line: number, error: RowError, rejected: RejectedRow = {}): Generator<RowOutcome, void> {
    const rejection: RowRejection = { kind: 'rejection', line, row: ++this.#row, ...rejected, errors: [error] }
    yield* this.#villages.add({ outcome: this.#placed(rejection) })
  }

  /** Names the sheet of each error where several are read, since each has its own lines. */
  #placed<Outcome extends RowRejection | FileRefusal>(outcome: Outcome): Outcome {
    const sheet = this.#tables.sheetName
    return sheet === undefined ? outcome : { ...outcome, errors: outcome.errors.map((error) => ({ ...error, sheet })) }
  }
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

/** A name has letters, and a number so many digits that it says something. */
function isEmpty({ name, nik, kk }: { name: string; nik: string; kk: string }): boolean {
  return !LETTER.test(name) && !hasTellingNumber(nik) && !hasTellingNumber(kk)
}

function hasTellingNumber(text: string): boolean {
  return text !== '' && text.replace(NOT_A_DIGIT, '').length >= FEWEST_TELLING_DIGITS
}
