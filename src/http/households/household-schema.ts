import { z } from 'zod'
import { HOUSE_FACTS } from '../../domain/registry/golden/golden-facts.js'
import { RecordReference } from '../persons/evidence-schema.js'
import { OutsideArea, ShownNumber } from '../disclosure/number-schema.js'
import { Time, Uuid } from '../paging/page-schema.js'
import {
  AreaCode,
  Enrolment,
  PersonSummary,
  SEARCH_PAGE,
  SixteenDigits,
  SUMMARY_FIELDS,
} from '../persons/person-schema.js'
import { HOUSEHOLD_EXAMPLE, HOUSEHOLD_SUMMARY_EXAMPLE } from './household-examples.js'

function fact<Value extends z.ZodType>(value: Value) {
  return z.strictObject({ value, from: RecordReference.nullable() })
}

const house = Object.fromEntries(HOUSE_FACTS.map((name) => [name, fact(z.string()).optional()]))

const Photo = z.strictObject({
  file: z.string(),
  shows: z.string().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
})

export const Household = z
  .strictObject({
    id: Uuid,
    version: z.int().describe('Also the ETag.'),
    head_id: Uuid.nullable(),
    kk: fact(ShownNumber).nullable(),
    village_code: fact(z.string()).nullable(),
    members: z
      .array(
        z.strictObject({
          ...SUMMARY_FIELDS,
          is_head: z.boolean(),
          relation: z.string().nullable().describe('Relation to the head.'),
          reason: z.string().describe('Why the person belongs to this household.'),
          since: Time.nullable(),
          enrolments: z.array(Enrolment),
        }),
      )
      .describe('The living members, the head first.'),
    deceased: z.array(PersonSummary),
    absent: z.array(PersonSummary).describe('Persons listed with the family who by the register do not live there.'),
    reason: z.string().describe('Why these persons are one household.'),
    desil: fact(z.int()).nullable().describe('Welfare decile; 1 is the poorest.'),
    house: z.strictObject({
      ...house,
      floor_area: fact(z.number()).optional().describe('Square metres.'),
      coordinates: fact(z.array(z.number()).length(2)).optional().describe('Latitude and longitude in degrees.'),
      photos: fact(z.array(Photo)).optional(),
    }),
    size: z.int().describe('Number of living members.'),
    outside_area: OutsideArea,
    counted_persons: z
      .int()
      .nullable()
      .describe(
        'Persons counted by Bantu Umak for a household of this size: 1 for size 1, 2 for 2 to 7, 3 for 8 to 10.',
      ),
    created_at: Time,
    changed_at: Time,
    history: z
      .strictObject({
        members: z.array(z.strictObject({ person_id: Uuid, from: Time, until: Time.nullable() })),
        kks: z
          .array(z.strictObject({ kk: ShownNumber, sources: z.array(z.string()), records: z.int() }))
          .describe('The KKs of the current members in their records.'),
        outside_area: OutsideArea,
      })
      .optional()
      .describe('With include=history.'),
  })
  .meta({ id: 'Household', description: 'Persons who live together.', examples: [HOUSEHOLD_EXAMPLE] })

export const HouseholdSummary = z
  .strictObject({
    id: Uuid,
    version: z.int(),
    head_id: Uuid.nullable(),
    head_name: z.string().nullable(),
    kk: ShownNumber.nullable(),
    village_code: z.string().nullable(),
    size: z.int(),
    desil: z.int().nullable(),
  })
  .meta({ id: 'HouseholdSummary', examples: [HOUSEHOLD_SUMMARY_EXAMPLE] })

const houseQuery = Object.fromEntries(HOUSE_FACTS.map((name) => [name, z.string().min(1).max(100).optional()]))

export const HouseholdQuery = z
  .strictObject({
    kk: SixteenDigits.optional(),
    head_name: z.string().min(2).max(100).optional(),
    area_code: AreaCode.optional(),
    desil: z.array(z.int().min(1).max(10)).min(1).max(10).optional().describe('Any of these deciles.'),
    house: z
      .strictObject(houseQuery)
      .optional()
      .describe('Facts of the house as the sources write them, such as floor: TANAH.'),
    ...SEARCH_PAGE,
  })
  .meta({ id: 'HouseholdQuery', examples: [{ area_code: '16.06.01.2001', desil: [1] }] })
