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

/** Judgements and what they did. */
export const Verdicts = z
  .strictObject({
    is_preview: z.boolean(),
    judgements: z.array(Judged).describe('None in a preview.'),
    effects: Effects,
  })
  .meta({ id: 'Verdicts', examples: [VERDICTS_EXAMPLE] })

/** A verdict by hand. */
export const NewJudgement = z
  .strictObject({
    subject: z
      .enum(['pair', 'household', 'value'])
      .default('pair')
      .describe('pair: one person or two; household: whether the second lives with the first; value: which is right.'),
    verdict: z.enum(['same', 'different', 'unsure', 'value']),
    records: z.array(RecordName).min(1).max(2).describe('Two records; of a value one record of the person.'),
    field: z.enum(GOLDEN_FIELDS).optional().describe('Of a value.'),
    value: z.string().min(1).max(300).optional().describe('The right value.'),
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

/** A judgement and whether it holds. */
export const Judgement = z
  .strictObject({
    ...JudgementOfRecords.shape,
    is_live: z.boolean().describe('Whether it holds: it was neither superseded nor taken back.'),
    supersedes: z.array(Uuid).describe('Those that it supersedes; of a reversal, the one that it takes back.'),
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
  person: Uuid.optional().describe('Only those on this person.'),
  conflict: Uuid.optional().describe('Only those on this conflict.'),
  ...PAGE_QUERY,
})
