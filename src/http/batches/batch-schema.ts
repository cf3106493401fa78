import { z } from 'zod'
import {
  PASSED_OVER_KINDS,
  READING_WARNINGS,
  SCHEME_ORIGINS,
  SHEET_STATES,
} from '../../domain/registry/records/batch-reading.js'
import { Code, Time, Uuid } from '../paging/page-schema.js'

const count = z.int().min(0)

/** Rows of a batch. */
const Counts = z.strictObject({
  read: count.describe('Rows read from the file; always accepted + unchanged + rejected.'),
  accepted: count.describe('Rows of new or changed records.'),
  unchanged: count.describe('Rows that changed nothing: the record says the same, or something newer was said of it.'),
  overtaken: count
    .optional()
    .describe(
      'Those of the unchanged rows that say something else than the record, of which something newer was said.',
    ),
  rejected: count.describe('Rows that were rejected; GET /v1/batches/{id}/rejections returns them with the reasons.'),
  unlisted: count
    .optional()
    .describe(
      'Those of the rejected rows that are only counted: the first 10,000 of a batch are listed with their reasons.',
    ),
  withdrawn: count.describe('Records withdrawn because the snapshot lacks them.'),
  linked: count.describe('Accepted rows linked so far.'),
  persons_created: count,
  conflicts_opened: count,
})

const lines = z.array(z.int().min(1)).describe('The first lines of them.')

const Reading = z
  .strictObject({
    format: z.string(),
    encoding: z.string().optional(),
    separator: z.string().optional(),
    variants: z.array(z.string()).describe('The variants of the profile that the rows were in.'),
    sheets: z
      .array(
        z.strictObject({
          name: z.string(),
          state: z
            .enum(SHEET_STATES)
            .describe('read; or why not: hidden, not_asked (another one was named), without_table.'),
        }),
      )
      .optional()
      .describe('The sheets of a workbook.'),
    columns: z
      .array(z.strictObject({ name: z.string(), to: z.string() }))
      .describe('Columns of the file with the field that each fills.'),
    not_understood: z.array(z.string()).describe('Columns that fill no field; they are kept as received.'),
    missing: z.array(z.string()).describe('Fields of the profile that no column fills.'),
    passed_over: z
      .array(
        z.strictObject({
          kind: z.enum(PASSED_OVER_KINDS),
          sheet: z.string().optional().describe('Where several sheets are read.'),
          count,
          lines,
        }),
      )
      .describe('Rows that are no records and that `counts` leaves out.'),
    areas: z
      .strictObject({ scheme: z.enum(['kemendagri', 'bps']), origin: z.enum(SCHEME_ORIGINS) })
      .optional()
      .describe(
        'The scheme that area codes were read in: set for the source, kept from its earlier batches, that of the ' +
          'profile, or told by the codes. Until it is kept, later batches may decide it for this one as well.',
      ),
    warnings: z.array(
      z.strictObject({
        code: z.enum(READING_WARNINGS),
        detail: z.string(),
        column: z.string().optional(),
        count: count.optional(),
        lines: lines.optional(),
      }),
    ),
  })
  .describe('How the file was understood. It holds names of columns and numbers of lines, and no value of a row.')

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
    reading: Reading.optional(),
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
        reading: {
          format: 'csv',
          encoding: 'utf-8',
          separator: '|',
          variants: ['individual'],
          columns: [
            { name: 'iddtks', to: 'source_key' },
            { name: 'nomor_nik', to: 'nik' },
            { name: 'nama', to: 'name' },
          ],
          not_understood: ['catatan'],
          missing: ['kk', 'dob'],
          passed_over: [
            { kind: 'title', count: 2, lines: [1, 2] },
            { kind: 'header', count: 1, lines: [3] },
            { kind: 'total', count: 1, lines: [1204] },
          ],
          warnings: [
            {
              code: 'COLUMN_MISSING',
              detail: 'No column was understood as the birth date (dob). Name one so, or map it in a profile.',
            },
          ],
        },
      },
    ],
  })
