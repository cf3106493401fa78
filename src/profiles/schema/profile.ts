import { z } from 'zod'
import { COORDINATES, NUMBER_FACTS, RECORD_FIELDS, TEXT_FACTS } from '../../domain/registry/records/canonical-record.js'
import { TRUST_FIELDS } from '../../domain/registry/records/trust.js'

/** The names of the areas a row lies in, for lists that have no codes. */
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
 * One column: the names it goes by, the likeliest first, without regard to case, spaces and underscores. In documents a
 * name is a path with dots. `of: household` reads it from the household around the members. `shows` is the programme of
 * a `receives` column, or what a photo shows.
 */
export const Column = z.strictObject({
  names: z.array(Name).min(1),
  to: Target,
  of: z.literal('household').optional(),
  shows: Name.optional(),
})
export type Column = z.infer<typeof Column>

/** One version of a layout. `required` targets tell it from the others; `members` is the path to a household's members. */
export const Variant = z.strictObject({
  code: Code,
  subject: z.enum(['person', 'household']).default('person'),
  required: z.array(Target).min(1),
  columns: z.array(Column).min(1),
  members: Name.optional(),
  /** Values that hold for every row of this version. */
  constants: z.partialRecord(Target, z.string()).optional(),
})
export type Variant = z.infer<typeof Variant>

/**
 * What identifies a row: the first of the ways of which any target is filled. A hashed key hides what it is made of,
 * since keys stand in addresses and logs, where no NIK may be.
 */
export const RowKey = z.strictObject({ targets: z.array(Target).min(1), hashed: z.boolean().default(false) })
export type RowKey = z.infer<typeof RowKey>

/** The layout of one list as data: a new list is taken on with such a document alone. */
export const Profile = z.strictObject({
  code: Code,
  name: Name,
  format: FileFormat,
  /** What the file is taken for when its header and bytes do not say. */
  separator: Separator.optional(),
  encoding: Encoding.optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']),
  /** The list that relation codes belong to; labels are read in any case. */
  relations: z.enum(['labels', 'siak', 'bps', 'regsosek']),
  areaScheme: z.enum(['kemendagri', 'bps']),
  /** What the list's own codes mean, by target: `{"status": {"2": "MATI"}}`. */
  labels: z.partialRecord(Target, z.record(z.string(), z.string())).optional(),
  /** How far the list is believed, by field: 0 to 100, from 90 on alone against all others. What is left out counts 50. */
  trust: z.partialRecord(z.enum(TRUST_FIELDS), z.int().min(0).max(100)).optional(),
  key: z.array(RowKey).min(1),
  variants: z.array(Variant).min(1),
})
export type Profile = z.infer<typeof Profile>
/** A profile as it is written, with what has a default left out. */
export type ProfileDocument = z.input<typeof Profile>
