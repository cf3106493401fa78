import { z } from 'zod'
import { GRADES } from '../../domain/linkage/scoring/classify.js'
import {
  COORDINATES,
  FUTURE_FIELDS,
  NUMBER_FACTS,
  RECORD_FIELDS,
  TEXT_FACTS,
} from '../../domain/registry/records/canonical-record.js'
import { ShownNumber } from '../disclosure/number-schema.js'
import { Code, Time, Uuid } from '../paging/page-schema.js'

const LONGEST_TEXT = 1000
const LONGEST_KEY = 256
const MOST_PROGRAMMES = 50
const MOST_PHOTOS = 100
const AREA_NAMES = ['village_name', 'district_name', 'regency_name', 'province_name'] as const

const text = z.string().max(LONGEST_TEXT)
const MEANINGS: Readonly<Record<string, string>> = {
  nik: 'NIK, 16 digits, as text.',
  kk: 'Number of the Kartu Keluarga, as text.',
  dob: 'Birth date, YYYY-MM-DD if known; other formats that sources use are parsed too.',
  sex: 'L or P.',
  village_code: 'Code of the village in the scheme of the source, dotted or not.',
  shdk: 'Relation to the head of the family.',
  household_ref: 'The source’s own reference of the family.',
}

function fieldsOf<Value extends z.ZodType>(
  names: readonly string[],
  value: Value,
): Record<string, z.ZodOptional<Value>> {
  return Object.fromEntries(
    names.map((name) => {
      const field = value.optional()
      const meaning = MEANINGS[name]
      return [name, meaning === undefined ? field : field.describe(meaning)]
    }),
  )
}

const Photo = z.strictObject({
  file: text,
  shows: text.optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
})

const VALUES = {
  ...fieldsOf(
    RECORD_FIELDS.filter((field) => field !== 'source_key'),
    text,
  ),
  ...fieldsOf(TEXT_FACTS, text),
  ...fieldsOf([...NUMBER_FACTS, ...COORDINATES], z.number()),
  receives: z
    .array(text)
    .max(MOST_PROGRAMMES)
    .optional()
    .describe('Programmes that the person receives according to the source.'),
}

const EXAMPLE = {
  source: 'warga-contoh',
  source_key: 'A-17',
  nik: { token: 'K7Q-F2M-XRA-BZD-WPN' },
  name: 'SITI AMINAH',
  dob: '1998',
  sex: 'P',
  village_code: '16.06.11.2015',
}

/** A record in canonical fields. `source` and `source_key` may be left out: the address has them. */
export const NewRecord = z
  .strictObject({
    source: Code.optional(),
    source_key: z.string().max(LONGEST_KEY).optional(),
    ...VALUES,
    ...fieldsOf(AREA_NAMES, text),
  })
  .meta({
    id: 'NewRecord',
    description: 'One person as one source has them. Leave out fields that the source lacks.',
    examples: [
      { nik: '1606115304980002', name: 'SITI AMINAH', dob: '1998-04-13', sex: 'P', village_code: '16.06.11.2015' },
    ],
  })

/** The values by which a source identifies a row. */
export const RowValues = z
  .strictObject({
    source_key: text.optional().describe("The source's own key of the row, even a NIK or KK."),
    ...fieldsOf([...RECORD_FIELDS.filter((field) => field !== 'source_key'), ...TEXT_FACTS], text),
  })
  .meta({
    id: 'RowValues',
    description: 'Values of one row, as the source writes them; values outside the key are ignored.',
    examples: [{ nik: '1606115304980002', name: 'SITI AMINAH', dob: '1998-04-13' }],
  })

/** The key of a record in addresses. */
export const RecordKey = z
  .strictObject({
    source_key: z.string().describe('The {key} in the address of the record; percent-encode it.'),
    is_pseudonym: z.boolean().describe('Whether it replaces a key made of personal values.'),
  })
  .meta({ id: 'RecordKey', examples: [{ source_key: '5b1f0c7a212f9f1f4e0a3c4e0e9d551f', is_pseudonym: true }] })

/** A stored record, without blank values. */
export const SourceRecord = z
  .strictObject({
    source: Code,
    source_key: z.string(),
    ...VALUES,
    ...fieldsOf(['nik', 'kk', 'phone', 'account'], ShownNumber),
    photos: z.array(Photo).max(MOST_PHOTOS).optional(),
    former_niks: z.array(ShownNumber).optional().describe('NIKs of earlier versions of the record, corrected since.'),
    future: z
      .array(z.enum(FUTURE_FIELDS))
      .optional()
      .describe('Fields that lay in the future when the record was received.'),
  })
  .meta({ id: 'SourceRecord', examples: [EXAMPLE] })

const OpenConflict = z.strictObject({ id: Uuid, kind: z.string(), severity: z.int().min(0).max(100), opened_at: Time })

/** A record with its person and household. */
export const LinkedRecord = z
  .strictObject({
    record: SourceRecord,
    person_id: Uuid.nullable().describe('The person of the record; null for a row that names no person.'),
    household_id: Uuid.nullable().describe("The person's household."),
    grade: z
      .enum(GRADES)
      .nullable()
      .describe("Grade of the strongest link to the person's other records; null for the only record."),
    conflicts: z.array(OpenConflict).describe('Open conflicts of the person.'),
  })
  .meta({
    id: 'LinkedRecord',
    examples: [
      {
        record: EXAMPLE,
        person_id: '2f9f1f4e-0a3c-4e0e-9d55-1f4b1f0c7a21',
        household_id: '8c1d3f0a-6a53-4a5a-8a43-7a1f6d0b9c32',
        grade: 'certain',
        conflicts: [],
      },
    ],
  })

export const RecordPath = z.strictObject({
  code: Code,
  key: z
    .string()
    .min(1)
    .max(LONGEST_KEY)
    .regex(/^[^\p{Cc}]+$/u)
    .describe(
      "The source's own key of the row, percent-encoded; never a NIK or KK: /record-keys returns the pseudonym for " +
        'it.',
    ),
})
