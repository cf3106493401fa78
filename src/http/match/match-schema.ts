import { z } from 'zod'
import { RECORD_FIELDS } from '../../domain/registry/records/canonical-record.js'
import { EXPLANATION_FIELDS, RecordReference } from '../persons/evidence-schema.js'
import { Code, Uuid } from '../paging/page-schema.js'
import { DISDUKCAPIL, PERSON_ID, WEIGHED } from '../persons/person-examples.js'

const LONGEST_VALUE = 500
const MOST_RECORDS = 100
const MOST_CANDIDATES = 50

const recordFields = Object.fromEntries(
  RECORD_FIELDS.filter((field) => field !== 'source_key').map((field) => [
    field,
    z.string().max(LONGEST_VALUE).optional(),
  ]),
)

const GivenRecord = z.strictObject({ source: Code.optional(), ...recordFields }).meta({
  id: 'GivenRecord',
  description:
    'A person as a source would have them, all fields as text: dob as ISO date, sex L or P, shdk the relation to ' +
    'the head. Records of one call with the same household_ref or KK count as one family, which is evidence too.',
  examples: [
    { name: 'Siti Aminah', dob: '1986-04-12', sex: 'P', village_code: '16.06.01.2001', mother_name: 'Rohani' },
  ],
})

export const MatchBody = z
  .strictObject({
    record: GivenRecord.optional(),
    records: z.array(GivenRecord).min(1).max(MOST_RECORDS).optional(),
    limit: z.int().min(1).max(MOST_CANDIDATES).default(10).describe('Most candidates for each record.'),
  })
  .refine(({ record, records }) => (record === undefined) !== (records === undefined), 'Send either record or records.')
  .meta({ id: 'MatchBody', examples: [{ record: { name: 'Siti Aminah', dob: '1986-04-12', sex: 'P' } }] })
export type MatchBody = z.infer<typeof MatchBody>

const Candidate = z
  .strictObject({
    person_id: Uuid,
    ...EXPLANATION_FIELDS,
    record: RecordReference.nullable().describe('The record of the person that is most similar.'),
  })
  .meta({ id: 'MatchCandidate' })

const MATCH_EXAMPLE = { candidates: [{ person_id: PERSON_ID, ...WEIGHED, record: DISDUKCAPIL }] }

export const MatchResult = z
  .strictObject({ candidates: z.array(Candidate).describe('Most probable first.') })
  .meta({ id: 'MatchResult', examples: [MATCH_EXAMPLE] })

export const MatchAnswer = z
  .union([MatchResult, z.strictObject({ results: z.array(MatchResult).describe('One for each record, in order.') })])
  .meta({ id: 'MatchAnswer', examples: [MATCH_EXAMPLE] })
