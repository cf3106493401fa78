import { z } from 'zod'
import { TRUST_FIELDS } from '../../domain/registry/records/trust.js'
import { Code } from '../paging/page-schema.js'

const AREA_NAMES = ['village_name', 'district_name', 'regency_name', 'province_name'] as const

const FIELDS = {
  code: Code,
  agency: Code.describe('The agency that sends it.'),
  profile: Code.describe('The layout of its files.'),
  name: z.string().min(1).max(200),
}
const trust = z
  .partialRecord(z.enum(TRUST_FIELDS), z.int().min(0).max(100))
  .describe("How far it is believed, by field, 0 to 100; what is left out is the layout's.")
const settings = z
  .strictObject({
    area_scheme: z.enum(['kemendagri', 'bps']).optional().describe('The scheme of its area codes.'),
    within: z
      .partialRecord(z.enum(AREA_NAMES), z.string().min(1).max(200))
      .optional()
      .describe('The areas that the whole list lies in, for lists that name only villages.'),
  })
  .describe('How its deliveries are to be read.')

const EXAMPLE = {
  code: 'dtks-contoh',
  agency: 'dinsos',
  profile: 'dtks',
  name: 'DTKS Kabupaten Contoh',
  trust: { name: 60 },
  settings: { within: { regency_name: 'Musi Banyuasin' } },
}

/** A list of an agency. */
export const Source = z.strictObject({ ...FIELDS, trust, settings }).meta({ id: 'Source', examples: [EXAMPLE] })

/** A source to add. */
export const NewSource = z
  .strictObject({ ...FIELDS, trust: trust.default({}), settings: settings.default({}) })
  .meta({ id: 'NewSource', examples: [EXAMPLE] })
