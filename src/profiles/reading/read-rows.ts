import type { AreaRegister, AreaScheme } from '../../domain/identity/areas/area.js'
import type { AreaNames, Encoding, FileFormat, Profile } from '../schema/profile.js'
import { readItems, type FileForm } from './read-items.js'
import { DEFAULT_LIMITS, type Limits } from '../formats/file-item.js'
import { BatchReader } from './batch-reader.js'
import type { RowOutcome } from './row-outcome.js'
import type { DetectedScheme } from './village-assigner.js'

export type { Json, JsonObject, Limits, RowError, RowErrorCode } from '../formats/file-item.js'
export type { FileRefusal, ReadRow, RowOutcome, RowRejection, RowWarning } from './row-outcome.js'
export { LARGEST_WORKBOOK_BYTES } from '../formats/xlsx-archive.js'

/** The detected form of a batch's file; filled while it is read. */
export interface BatchForm {
  file?: FileForm
  /** The codes of the profile's variants that rows were in. */
  readonly variants: Set<string>
  areas?: DetectedScheme
}

export interface ReadOptions {
  /** The declared format; the file's bytes override it. */
  readonly format?: FileFormat
  readonly encoding?: Encoding
  /** The source's code, copied to each record. */
  readonly source?: string
  /** The source's setting for its village codes; it overrides the profile and the detected scheme. */
  readonly areaScheme?: AreaScheme
  /** The areas that contain the whole source, where rows name only villages: `{ regency_name: 'Musi Banyuasin' }`. */
  readonly within?: AreaNames
  /** Without it, village names are not resolved and BPS codes stay BPS codes. */
  readonly register?: AreaRegister
  /** Keeps the NIKs in hashed keys from being guessed. It must never change, or every key would. */
  readonly keySecret?: string
  readonly limits?: Limits
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
  const form = options.form ?? { variants: new Set<string>() }
  const reader = startReader(profile, { options, limits, form })
  const onForm = (file: FileForm) => {
    form.file = file
    reader.format = file.format
  }
  const { format, encoding } = options
  for await (const item of readItems(input, { profile, format, encoding, limits, onForm })) {
    for (const outcome of reader.read(item)) {
      yield outcome
      if (outcome.kind === 'refusal') return
    }
  }
  yield* reader.end()
}

function startReader(
  profile: Profile,
  { options, limits, form }: { options: ReadOptions; limits: Limits; form: BatchForm },
): BatchReader {
  return new BatchReader({
    profile,
    source: options.source,
    keySecret: options.keySecret ?? '',
    within: options.within ?? {},
    limits,
    area: {
      declared: profile.areaScheme,
      setting: options.areaScheme,
      register: options.register,
      onScheme: (areas) => {
        form.areas = areas
      },
    },
    onVariant: ({ code }) => form.variants.add(code),
  })
}
