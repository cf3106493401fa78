import { z } from 'zod'
import { TRUST_FIELDS } from '../../domain/registry/records/trust.js'
import { Code } from '../paging/page-schema.js'

const AREA_NAMES = ['village_name', 'district_name', 'regency_name', 'province_name'] as const

const FIELDS = {
  code: Code,
  agency: Code.describe('The agency of the source.'),
  profile: Code.describe('The profile of its files.'),
  name: z.string().min(1).max(200),
}
const trust = z
  .partialRecord(z.enum(TRUST_FIELDS), z.int().min(0).max(100))
  .describe('Trust by field, 0 to 100; fields left out have the trust of the profile.')
const settings = z
  .strictObject({
    area_scheme: z.enum(['kemendagri', 'bps']).optional().describe('The scheme of its area codes.'),
    within: z
      .partialRecord(z.enum(AREA_NAMES), z.string().min(1).max(200))
      .optional()
      .describe('The areas that contain all its records, for sources that name only villages.'),
  })
  .describe('How its batches are read.')

const EXAMPLE = {
  code: 'dtks-contoh',
  agency: 'dinsos',
  profile: 'dtks',
  name: 'DTKS Kabupaten Contoh',
  trust: { name: 60 },
  settings: { within: { regency_name: 'Musi Banyuasin' } },
}

export const Source = z.strictObject({ ...FIELDS, trust, settings }).meta({ id: 'Source', examples: [EXAMPLE] })

/** A source to create. */
export const NewSource = z
  .strictObject({ ...FIELDS, trust: trust.default({}), settings: settings.default({}) })
  .meta({ id: 'NewSource', examples: [EXAMPLE] })
