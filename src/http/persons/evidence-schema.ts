import { z } from 'zod'
import { GRADES } from '../../domain/linkage/scoring/classify.js'
import { Time, Uuid } from '../paging/page-schema.js'
import { EXPLANATION_EXAMPLE, PAIR_EXAMPLE } from './person-examples.js'

/** One row of a list, as its source names it. */
export const RecordReference = z
  .strictObject({ source: z.string(), source_key: z.string() })
  .meta({ id: 'RecordReference', examples: [{ source: 'dtks', source_key: 'A-1042' }] })

const Words = z.strictObject({ en: z.string(), id: z.string() }).describe('A sentence in English and in Indonesian.')

/** What one comparison says of two records. */
export const Evidence = z
  .strictObject({
    comparison: z.string().describe('What is compared; `prior` is how seldom two records are one person at all.'),
    level: z.string(),
    weight: z.number().describe('Bits: what is above 0 speaks for one person.'),
    left: z.string(),
    right: z.string(),
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
  .describe('certain: linked by itself; probable, possible: waits for a steward; certainly_not: dropped.')

/** Why two records have their weight. */
export const EXPLANATION_FIELDS = {
  weight: z.number().describe('Bits; the weights of the evidence add up to it.'),
  probability: z.number().min(0).max(1),
  grade: Grade,
  vetoes: z.array(z.string()).describe('What forbids the machine to link by itself, as comparison=level.'),
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
    person_id: Uuid.describe('Whose the other record is.'),
    outcome: z
      .enum(['refused_join', 'possible_duplicate'])
      .describe('refused_join: heavy enough, but other records or a verdict forbid it; possible_duplicate: too light.'),
  })
  .meta({ id: 'OuterEdge' })

/** A verdict of people. */
export const JudgementOfRecords = z
  .strictObject({
    id: Uuid,
    subject: z.enum(['pair', 'value', 'household']),
    verdict: z.enum(['same', 'different', 'unsure', 'value', 'reversed']),
    field: z.string().nullable(),
    value: z.string().nullable(),
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
    edges: z.array(Edge).describe('The scored pairs among the person’s own records, the heaviest first.'),
    not_joined: z.array(OuterEdge).describe('Pairs with records of others that were not joined.'),
    judgements: z.array(JudgementOfRecords),
  })
  .meta({ id: 'PersonExplanation', description: 'How a person was put together.', examples: [EXPLANATION_EXAMPLE] })

const Key = z.tuple([z.string().min(1).max(63), z.string().min(1).max(500)]).describe('Source and key of a record.')

export const PairQuery = z
  .strictObject({
    persons: z.tuple([Uuid, Uuid]).optional(),
    records: z.tuple([Key, Key]).optional(),
  })
  .refine(({ persons, records }) => (persons === undefined) !== (records === undefined), 'Give persons or records.')
  .meta({
    id: 'PairQuestion',
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
          .describe('What the machine makes of this pair by itself.'),
        words: Words,
        shared_keys: z.array(z.string()).describe('The block rules of which both hold one key; none: never compared.'),
        person_ids: z.array(Uuid).length(2),
      }),
    ),
    judgements: z.array(JudgementOfRecords).describe('Verdicts that speak of both sides.'),
  })
  .meta({ id: 'PairExplanation', description: 'Why two sides are one person, or why not.', examples: [PAIR_EXAMPLE] })
