import { z } from 'zod'
import { COORDINATES, NUMBER_FACTS, RECORD_FIELDS, TEXT_FACTS } from '../../domain/registry/records/canonical-record.js'
import { TRUST_FIELDS } from '../../domain/registry/records/trust.js'

/** Area names of a row, for sources that have no area codes. */
export const AREA_NAMES = ['village_name', 'district_name', 'regency_name', 'province_name'] as const
export type AreaNameField = (typeof AREA_NAMES)[number]
export type AreaNames = { readonly [field in AreaNameField]?: string }

/** Everything a column can be mapped to. */
export const TARGETS = [
  'source',
  ...RECORD_FIELDS,
  ...AREA_NAMES,
  ...TEXT_FACTS,
  ...NUMBER_FACTS,
  ...COORDINATES,
  'receives',
  'photos',
] as const
export const Target = z.enum(TARGETS)
export type Target = z.infer<typeof Target>

export const SEPARATORS = [',', ';', '|', '\t'] as const
export const Separator = z.enum(SEPARATORS)
export type Separator = z.infer<typeof Separator>

export const Encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
export type Encoding = z.infer<typeof Encoding>

export const FileFormat = z.enum(['csv', 'ndjson', 'json', 'xlsx'])
export type FileFormat = z.infer<typeof FileFormat>

const Name = z.string().min(1).max(200)
const Code = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)

/**
 * One column. `names` holds its possible names, the likeliest first; case, spaces and underscores are ignored. In
 * documents a name is a path with dots. `of: household` reads the column from the household around the members. `shows`
 * is the programme of a `receives` column, or the subject of a photo.
 */
export const Column = z.strictObject({
  names: z.array(Name).min(1),
  to: Target,
  of: z.literal('household').optional(),
  shows: Name.optional(),
})
export type Column = z.infer<typeof Column>

/**
 * One form in which a source sends its rows. `required` targets distinguish it from the other variants; `members` is the
 * path to a household's members.
 */
export const Variant = z.strictObject({
  code: Code,
  subject: z.enum(['person', 'household']).default('person'),
  required: z.array(Target).min(1),
  columns: z.array(Column).min(1),
  members: Name.optional(),
  /** Values that every row of this variant has. */
  constants: z.partialRecord(Target, z.string()).optional(),
})
export type Variant = z.infer<typeof Variant>

/**
 * The targets that identify a row. A profile has several; the first with any filled target applies. Keys appear in URLs
 * and logs, where no NIK may be, so a key of personal values is hashed.
 */
export const RowKey = z.strictObject({ targets: z.array(Target).min(1), hashed: z.boolean().default(false) })
export type RowKey = z.infer<typeof RowKey>

/** How the files of a source map to canonical fields, as data: a new source needs such a document and no code. */
export const Profile = z.strictObject({
  code: Code,
  name: Name,
  format: FileFormat,
  /** The separator and encoding of a file whose header and bytes leave them open. */
  separator: Separator.optional(),
  encoding: Encoding.optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']),
  /** The code list that relation codes belong to; labels are always read. */
  relations: z.enum(['labels', 'siak', 'bps', 'regsosek']),
  areaScheme: z.enum(['kemendagri', 'bps']),
  /** The meaning of the source's own codes, by target: `{"status": {"2": "MATI"}}`. */
  labels: z.partialRecord(Target, z.record(z.string(), z.string())).optional(),
  /** Trust by field, 0 to 100; a field left out has 50. From 90 on, the source outweighs all others together. */
  trust: z.partialRecord(z.enum(TRUST_FIELDS), z.int().min(0).max(100)).optional(),
  key: z.array(RowKey).min(1),
  variants: z.array(Variant).min(1),
})
export type Profile = z.infer<typeof Profile>
/** A profile as it is written; fields with defaults may be left out. */
export type ProfileDocument = z.input<typeof Profile>
