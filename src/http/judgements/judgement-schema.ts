import { z } from 'zod'
import { GOLDEN_FIELDS } from '../../domain/registry/golden/values/golden-value.js'
import { Effects, Judged, Reason } from './effects-schema.js'
import { JudgementOfRecords } from '../persons/evidence-schema.js'
import { PAGE_QUERY, Uuid } from '../paging/page-schema.js'
import { VERDICTS_EXAMPLE } from './judgement-examples.js'

/** A record as its source names it. */
export const RecordName = z
  .tuple([z.string().min(1).max(63), z.string().min(1).max(500)])
  .describe('Source and key of a record.')

/** Judgements and their effects. */
export const Verdicts = z
  .strictObject({
    is_preview: z.boolean(),
    judgements: z.array(Judged).describe('Empty in a preview.'),
    effects: Effects,
  })
  .meta({ id: 'Verdicts', examples: [VERDICTS_EXAMPLE] })

export const NewJudgement = z
  .strictObject({
    subject: z
      .enum(['pair', 'household', 'value'])
      .default('pair')
      .describe(
        'pair: one person or two persons; household: whether the second person lives with the first; value: the ' +
          'right value of a field.',
      ),
    verdict: z.enum(['same', 'different', 'unsure', 'value']),
    records: z.array(RecordName).min(1).max(2).describe('Two records; for subject value, one record of the person.'),
    field: z.enum(GOLDEN_FIELDS).optional().describe('Only for subject value.'),
    value: z.string().min(1).max(300).optional().describe('Only for subject value: the right value.'),
    reason: Reason,
  })
  .meta({
    id: 'NewJudgement',
    examples: [
      {
        verdict: 'different',
        records: [
          ['dtks', 'A-1042'],
          ['dtsen', '88-3'],
        ],
        reason: 'Kembar, diperiksa dengan kartu keluarga asli.',
      },
      {
        subject: 'value',
        verdict: 'value',
        records: [['dtks', 'A-1042']],
        field: 'birth_date',
        value: '1980-03-01',
        reason: 'Akta kelahiran.',
      },
    ],
  })

export const Reversal = z
  .strictObject({ reason: Reason })
  .meta({ id: 'Reversal', examples: [{ reason: 'Salah melihat berkas.' }] })

export const Judgement = z
  .strictObject({
    ...JudgementOfRecords.shape,
    is_live: z.boolean().describe('Whether it is in force: neither superseded nor reversed.'),
    supersedes: z
      .array(Uuid)
      .describe('Judgements that it supersedes; for a reversal, the judgement that it reverses.'),
  })
  .meta({
    id: 'Judgement',
    examples: [
      {
        id: '0d6d3b5c-7a55-4f53-9be6-5f0f5c5d9a10',
        subject: 'pair',
        verdict: 'different',
        field: null,
        value: null,
        records: [
          { source: 'dtks', source_key: 'A-1042' },
          { source: 'dtsen', source_key: '88-3' },
        ],
        conflict_id: null,
        reason: 'Kembar, diperiksa dengan kartu keluarga asli.',
        judged_by: 'walidata-1',
        judged_at: '2026-11-03T02:10:00.000Z',
        is_live: true,
        supersedes: [],
      },
    ],
  })

export const JudgementQuery = z.strictObject({
  person: Uuid.optional().describe('Only judgements about this person.'),
  conflict: Uuid.optional().describe('Only judgements about this conflict.'),
  ...PAGE_QUERY,
})
