import { z } from 'zod'
import { Code, Time, Uuid } from '../paging/page-schema.js'

const count = z.int().min(0)

/** Rows of a delivery. */
const Counts = z.strictObject({
  read: count.describe('Rows of the file: accepted + unchanged + rejected, at every moment.'),
  accepted: count.describe('Rows that are new or say something else than before.'),
  unchanged: count.describe('Rows that say what was there already.'),
  rejected: count.describe('Rows that could not be taken; they can be fetched with the reasons.'),
  withdrawn: count.describe('Records of the source that a full list no longer names.'),
  linked: count.describe('Accepted rows that have been linked so far.'),
  persons_created: count,
  conflicts_opened: count,
})

/** A delivery as it is shown. */
export const Batch = z
  .strictObject({
    id: Uuid,
    source: Code,
    mode: z.enum(['snapshot', 'delta']),
    state: z
      .enum(['receiving', 'linking', 'completed', 'refused', 'failed'])
      .describe(
        'receiving: rows are still coming; linking: all rows are safe and are being linked; completed; refused: it has no ' +
          'effect, for the reason under refusal; failed: the sender went away or the service failed over it.',
      ),
    counts: Counts,
    started_at: Time,
    finished_at: Time.nullable(),
    refusal: z
      .looseObject({ code: z.string() })
      .optional()
      .describe(
        'Why it has no effect: a code with what belongs to it, such as SNAPSHOT_ABNORMAL, SENDER_GONE, HEADER_UNKNOWN.',
      ),
    reverts: Uuid.optional().describe('The delivery that this one takes back.'),
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
