import type { AreaRegister, AreaScheme } from '../../domain/identity/areas/area.js'
import type { AreaNames, Encoding, FileFormat, Profile } from '../schema/profile.js'
import { readItems, type FileForm } from './read-items.js'
import { DEFAULT_LIMITS, type Limits } from '../formats/file-item.js'
import { BatchReader } from './batch-reader.js'
import type { RowOutcome } from './row-outcome.js'
import type { SchemeSaidBy } from './village-settler.js'

export type { Json, JsonObject, Limits, RowError, RowErrorCode } from '../formats/file-item.js'
export type { FileRefusal, ReadRow, RowOutcome, RowRejection, RowWarning } from './row-outcome.js'
export { LARGEST_WORKBOOK_BYTES } from '../formats/xlsx-archive.js'

/** What a delivery turned out to be, as far as it is known yet. */
export interface BatchForm {
  file?: FileForm
  /** The versions of the layout that were met. */
  readonly variants: Set<string>
  areas?: { scheme: AreaScheme; saidBy: SchemeSaidBy }
}

export interface ReadOptions {
  /** What the file is said to be; its own bytes count more. */
  readonly format?: FileFormat
  readonly encoding?: Encoding
  /** The source's code, which each record carries. */
  readonly source?: string
  /** The source's setting for its village codes; it overrides the profile and what the codes look like. */
  readonly areaScheme?: AreaScheme
  /** The areas that the whole source lies in, for lists that name only villages: `{ regency_name: 'Musi Banyuasin' }`. */
  readonly within?: AreaNames
  /** Without it, names lead to no village, and BPS codes stay BPS codes. */
  readonly register?: AreaRegister
  /** Makes hashed keys useless to those who guess at the NIKs behind them; it must stay the same for ever. */
  readonly keySecret?: string
  readonly limits?: Limits
  /** Filled in while reading. */
  readonly form?: BatchForm
}

/**
 * Reads a delivered file as its profile lays it out: rows with canonical record, facts and raw payload, and rejections
 * with code and field, in the order of the file. A file that cannot be read ends in one refusal. Memory is bounded by the
 * limits, whatever the file; throws only what the input itself throws.
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
  for await (const delivered of readItems(input, { profile, ...hints(options), limits, onForm })) {
    for (const outcome of reader.take(delivered)) {
      yield outcome
      if (outcome.kind === 'refusal') return
    }
  }
  yield* reader.end()
}

function hints({ format, encoding }: ReadOptions) {
  return { format, encoding }
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
      onScheme: (scheme, saidBy) => {
        form.areas = { scheme, saidBy }
      },
    },
    onVariant: ({ code }) => form.variants.add(code),
  })
}
