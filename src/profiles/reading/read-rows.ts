import type { AreaRegister, AreaScheme } from '../../domain/identity/areas/area.js'
import type { AreaNames, Encoding, FileFormat, Profile } from '../schema/profile.js'
import { readItems, type ReadItemsOptions } from './read-items.js'
import type { FileForm } from '../formats/file-form.js'
import { ReadingNotes } from './reading-notes.js'
import { DEFAULT_LIMITS, type Limits } from '../formats/file-item.js'
import type { BatchReading } from '../../domain/registry/records/batch-reading.js'
import { BatchReader } from './batch-reader.js'
import { dayOf } from '../../domain/registry/records/future-fields.js'
import type { RowOutcome } from './row-outcome.js'
import type { DetectedScheme } from './village-assigner.js'

export type { Json, JsonObject, Limits, RowError, RowErrorCode } from '../formats/file-item.js'
export type { FileRefusal, ReadRow, RowOutcome, RowRejection, RowWarning } from './row-outcome.js'
export { LARGEST_WORKBOOK_BYTES } from '../formats/xlsx-archive.js'

/** The detected form of a batch's file; filled while it is read. */
export interface BatchForm {
  file?: FileForm
  areas?: DetectedScheme
  /** How the file was understood; set where reading it has ended. */
  reading?: BatchReading
}

export interface ReadOptions {
  /** The declared format; the file's bytes override it. */
  readonly format?: FileFormat
  readonly encoding?: Encoding
  /** The source's code, copied to each record. */
  readonly source?: string
  /** The source's setting for its village codes; it overrides the profile and the detected scheme. */
  readonly areaScheme?: AreaScheme
  /** The scheme that earlier batches of the source have told. */
  readonly keptScheme?: AreaScheme
  /** The areas that contain the whole source, where rows name only villages: `{ regency_name: 'Musi Banyuasin' }`. */
  readonly within?: AreaNames
  /** Without it, village names are not resolved and BPS codes stay BPS codes. */
  readonly register?: AreaRegister
  /** Keeps the NIKs in hashed keys from being guessed. It must never change, or every key would. */
  readonly keySecret?: string
  readonly limits?: Limits
  /** The sheet of a workbook to read; without it, all visible ones, where their headers agree. */
  readonly sheet?: string
  /** When the file was received; dates and years after it are doubtful. */
  readonly receivedAt?: Date
  readonly form?: BatchForm
}

/**
 * Reads a file by its profile. Yields rows with canonical record, facts and raw payload, and rejections with code and
 * field, in the order of the file. A file that cannot be read ends in one refusal. Memory is bounded by the limits
 * whatever the file; throws only what the input throws.
 */
export async function* readRows(
  input: AsyncIterable<Uint8Array>,
  profile: Profile,
  options: ReadOptions = {},
): AsyncGenerator<RowOutcome, void> {
  const limits = options.limits ?? DEFAULT_LIMITS
  const form = options.form ?? {}
  const notes = new ReadingNotes()
  const reader = startReader(profile, { options, limits, form, notes })
  try {
    yield* readOutcomes(input, reader, itemOptions(profile, { options, limits, form, notes, reader }))
  } finally {
    form.reading = notes.reading(form.file ?? { format: profile.format })
  }
}

async function* readOutcomes(
  input: AsyncIterable<Uint8Array>,
  reader: BatchReader,
  options: ReadItemsOptions,
): AsyncGenerator<RowOutcome, void> {
  for await (const item of readItems(input, options)) {
    for (const outcome of reader.read(item)) {
      yield outcome
      if (outcome.kind === 'refusal') return
    }
  }
  yield* reader.end()
}

/** What a reading writes to. */
interface Reading {
  readonly options: ReadOptions
  readonly limits: Limits
  readonly form: BatchForm
  readonly notes: ReadingNotes
}

function itemOptions(
  profile: Profile,
  { options, limits, form, notes, reader }: Reading & { readonly reader: BatchReader },
): ReadItemsOptions {
  return {
    profile,
    limits,
    format: options.format,
    encoding: options.encoding,
    sheet: options.sheet,
    onSheets: (states) => {
      notes.noteSheets(states)
    },
    onForm: (file) => {
      form.file = file
      reader.format = file.format
    },
  }
}

function startReader(profile: Profile, { options, limits, form, notes }: Reading): BatchReader {
  return new BatchReader({
    profile,
    source: options.source,
    keySecret: options.keySecret ?? '',
    within: options.within ?? {},
    limits,
    notes,
    receivedOn: options.receivedAt === undefined ? undefined : dayOf(options.receivedAt),
    area: {
      declared: profile.areaScheme,
      setting: options.areaScheme,
      kept: options.keptScheme,
      register: options.register,
      onScheme: (areas) => {
        form.areas = areas
        notes.noteAreas(areas)
      },
    },
  })
}
