import { z } from 'zod'
import { GRADES } from '../../domain/linkage/scoring/classify.js'
import { OutsideArea, ShownValue } from '../disclosure/number-schema.js'
import { Time, Uuid } from '../paging/page-schema.js'
import { EXPLANATION_EXAMPLE, PAIR_EXAMPLE } from './person-examples.js'

/** A record, by its source and its key. */
export const RecordReference = z
  .strictObject({ source: z.string(), source_key: z.string() })
  .meta({ id: 'RecordReference', examples: [{ source: 'dtks', source_key: 'A-1042' }] })

const Words = z.strictObject({ en: z.string(), id: z.string() }).describe('A sentence in English and in Indonesian.')

/** The result of one comparison of two records. */
export const Evidence = z
  .strictObject({
    comparison: z.string().describe('The comparison; `prior` is the weight of any two records before comparing them.'),
    level: z.string().describe('Without the scope pii:read only agrees, disagrees or unknown.'),
    weight: z
      .number()
      .nullable()
      .describe('Bits; above 0 is evidence for one person. Null without the scope pii:read.'),
    left: ShownValue,
    right: ShownValue,
    words: Words,
  })
  .meta({
    id: 'Evidence',
    examples: [
      {
        comparison: 'name',
        level: 'exact',
        weight: 11.2,
        left: 'SULASTRI',
        right: 'SULASTRI',
        words: { en: 'the names agree', id: 'nama sama' },
      },
    ],
  })

export const Grade = z
  .enum(GRADES)
  .describe('certain: linked automatically; probable, possible: a conflict for a steward; certainly_not: dropped.')

export const EXPLANATION_FIELDS = {
  weight: z
    .number()
    .nullable()
    .describe('Bits; the sum of the weights of the evidence. Null without the scope pii:read.'),
  probability: z.number().min(0).max(1).nullable().describe('Null without the scope pii:read.'),
  grade: Grade,
  vetoes: z
    .array(z.string())
    .describe(
      'Comparisons that rule out linking automatically, as comparison=level; without the scope pii:read only the comparison.',
    ),
  evidence: z.array(Evidence),
}

const EDGE_FIELDS = {
  records: z.array(RecordReference).length(2).describe('The two records, left and right.'),
  ...EXPLANATION_FIELDS,
}

export const Edge = z.strictObject(EDGE_FIELDS).meta({ id: 'Edge' })

export const OuterEdge = z
  .strictObject({
    ...EDGE_FIELDS,
    person_id: Uuid.describe('The person of the other record.'),
    outcome: z
      .enum(['refused_join', 'possible_duplicate'])
      .describe(
        'refused_join: heavy enough, but ruled out by other records or a judgement; possible_duplicate: too light.',
      ),
  })
  .meta({ id: 'OuterEdge' })

export const JudgementOfRecords = z
  .strictObject({
    id: Uuid,
    subject: z.enum(['pair', 'value', 'household']),
    verdict: z.enum(['same', 'different', 'unsure', 'value', 'reversed']),
    field: z.string().nullable(),
    value: ShownValue.nullable(),
    records: z.array(RecordReference),
    conflict_id: Uuid.nullable(),
    reason: z.string(),
    judged_by: z.string(),
    judged_at: Time,
  })
  .meta({ id: 'JudgementOfRecords' })

export const PersonExplanation = z
  .strictObject({
    id: Uuid,
    version: z.int(),
    records: z.array(RecordReference),
    edges: z.array(Edge).describe('Scored pairs of the person’s own records, heaviest first.'),
    not_joined: z.array(OuterEdge).describe('Pairs with records of other persons that were not joined.'),
    outside_area: OutsideArea,
    judgements: z.array(JudgementOfRecords),
  })
  .meta({
    id: 'PersonExplanation',
    description: 'How the records of a person were linked.',
    examples: [EXPLANATION_EXAMPLE],
  })

const Key = z.tuple([z.string().min(1).max(63), z.string().min(1).max(500)]).describe('Source and key of a record.')

export const PairQuery = z
  .strictObject({
    persons: z.tuple([Uuid, Uuid]).optional(),
    records: z.tuple([Key, Key]).optional(),
  })
  .refine(
    ({ persons, records }) => (persons === undefined) !== (records === undefined),
    'Send either persons or records.',
  )
  .meta({
    id: 'PairQuery',
    examples: [
      {
        records: [
          ['dtks', 'A-1042'],
          ['dtsen', '88-3'],
        ],
      },
    ],
  })

export const PairExplanation = z
  .strictObject({
    is_one_person: z.boolean(),
    pairs: z.array(
      z.strictObject({
        ...EDGE_FIELDS,
        outcome: z
          .enum(['no_shared_key', 'one_list', 'dropped', 'queued', 'vetoed', 'linked'])
          .describe('What linking does with this pair without a judgement.'),
        words: Words,
        shared_keys: z
          .array(z.string())
          .describe('Block rules under which both records share a key; empty if they are never compared.'),
        person_ids: z.array(Uuid).length(2),
      }),
    ),
    judgements: z.array(JudgementOfRecords).describe('Judgements about both sides.'),
  })
  .meta({ id: 'PairExplanation', description: 'Why two sides are or are not one person.', examples: [PAIR_EXAMPLE] })
