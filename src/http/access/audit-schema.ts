import { z } from 'zod'
import { PAGE_QUERY, Time } from '../paging/page-schema.js'

const word = z.string().min(1).max(100)
const Head = {
  number: z.string().regex(/^\d{1,18}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
}

/** Who did what to what, when and why. */
export const AuditRecord = z
  .strictObject({
    number: Head.number,
    actor: z.string(),
    action: z.string(),
    subject_kind: z.string(),
    subject_id: z.string(),
    reason: z.string().nullable().describe('The reason of a judgement, or the purpose of a read.'),
    content: z.record(z.string(), z.unknown()).describe('Ids, codes and counts.'),
    happened_at: Time,
  })
  .meta({
    id: 'AuditRecord',
    examples: [
      {
        number: '4711',
        actor: 'walidata-1',
        action: 'judgement.made',
        subject_kind: 'judgement',
        subject_id: '0d6d3b5c-7a55-4f53-9be6-5f0f5c5d9a10',
        reason: 'Kembar menurut kartu keluarga.',
        content: { subject: 'pair', verdict: 'different' },
        happened_at: '2026-11-03T02:10:00.000Z',
      },
    ],
  })

export const AuditQuery = z.strictObject({
  actor: word.optional().describe('The name of a key.'),
  action: word.optional().describe('Such as judgement.made or person.read.'),
  subject_kind: word.optional().describe('Such as person, judgement or source.'),
  subject_id: z.string().min(1).max(200).optional().describe('Together with subject_kind.'),
  from: Time.optional(),
  until: Time.optional().describe('Exclusive.'),
  ...PAGE_QUERY,
})

export const AuditHeadQuery = z.strictObject({
  number: Head.number.optional().describe('The number of a row that was noted elsewhere.'),
  hash: Head.hash.optional().describe('The hash of that row.'),
})

export const AuditVerification = z
  .strictObject({
    is_intact: z.boolean(),
    head: z
      .strictObject(Head)
      .nullable()
      .describe('The last row. Keep it elsewhere: given with a later call it shows also what was cut off at the end.'),
    broken: z.string().nullable().describe('The number of the first row that is not what was written or not there.'),
  })
  .meta({
    id: 'AuditVerification',
    examples: [
      {
        is_intact: true,
        head: { number: '4711', hash: 'a1'.repeat(32) },
        broken: null,
      },
    ],
  })
