import { z } from 'zod'
import { PAGE_QUERY, Time } from '../paging/page-schema.js'

const word = z.string().min(1).max(100)
const Head = {
  number: z.string().regex(/^\d{1,18}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
}

/** An entry of the audit log. */
export const AuditRecord = z
  .strictObject({
    number: Head.number,
    actor: z.string(),
    action: z.string(),
    subject_kind: z.string(),
    subject_id: z.string(),
    reason: z.string().nullable().describe('Reason of a judgement, or purpose of a read.'),
    content: z
      .record(z.string(), z.unknown())
      .describe(
        'Ids, codes and counts. Of a read: `persons`, all that were shown, at most 500 in a row; `request`, the id that the server ' +
          'gave to the call; `caller_request`, the id that the caller gave to it.',
      ),
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
  subject_id: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      'Requires subject_kind. With subject_kind=person it also finds the rows that showed the person among others.',
    ),
  from: Time.optional(),
  until: Time.optional().describe('Exclusive.'),
  ...PAGE_QUERY,
})

export const AuditHeadQuery = z.strictObject({
  number: Head.number.optional().describe('Number of a row from an earlier verification.'),
  hash: Head.hash.optional().describe('Hash of that row.'),
})

export const AuditVerification = z
  .strictObject({
    is_intact: z.boolean(),
    head: z
      .strictObject(Head)
      .nullable()
      .describe(
        'The last row. Store it outside the registry and send it with a later call, to detect rows cut off at the end.',
      ),
    broken: z.string().nullable().describe('Number of the first row that is changed or missing; null if none is.'),
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
