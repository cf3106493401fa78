import { z } from 'zod'
import { Code, Time, Uuid } from '../paging/page-schema.js'

const count = z.int().min(0)

/** Rows of a batch. */
const Counts = z.strictObject({
  read: count.describe('Rows read from the file; always accepted + unchanged + rejected.'),
  accepted: count.describe('Rows of new or changed records.'),
  unchanged: count.describe('Rows equal to the stored record.'),
  rejected: count.describe('Rows that were rejected; GET /v1/batches/{id}/rejections returns them with the reasons.'),
  withdrawn: count.describe('Records withdrawn because the snapshot lacks them.'),
  linked: count.describe('Accepted rows linked so far.'),
  persons_created: count,
  conflicts_opened: count,
})

export const Batch = z
  .strictObject({
    id: Uuid,
    source: Code,
    mode: z.enum(['snapshot', 'delta']),
    state: z
      .enum(['receiving', 'linking', 'completed', 'refused', 'failed'])
      .describe(
        'receiving: rows are being received; linking: all rows are stored and are being linked; completed: all rows ' +
          'are linked; refused: the batch has no effect, see refusal; failed: the upload broke off or the service ' +
          'failed.',
      ),
    counts: Counts,
    started_at: Time,
    finished_at: Time.nullable(),
    refusal: z
      .looseObject({ code: z.string() })
      .optional()
      .describe(
        'Why the batch has no effect: a code, such as SNAPSHOT_ABNORMAL, SENDER_GONE or HEADER_UNKNOWN, with its ' +
          'details.',
      ),
    reverts: Uuid.optional().describe('The batch that this one reverts.'),
  })
  .meta({
    id: 'Batch',
    examples: [
      {
        id: '0f4b7a52-6d3f-4f7c-8f0e-5a4a4e7d9b11',
        source: 'dtks-contoh',
        mode: 'snapshot',
        state: 'completed',
        counts: {
          read: 1200,
          accepted: 1180,
          unchanged: 12,
          rejected: 8,
          withdrawn: 3,
          linked: 1180,
          persons_created: 411,
          conflicts_opened: 9,
        },
        started_at: '2026-11-02T01:12:45.120Z',
        finished_at: '2026-11-02T01:12:51.007Z',
      },
    ],
  })
