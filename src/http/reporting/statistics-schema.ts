import { z } from 'zod'
import { AREA_LENGTHS, STATISTICS_PARTS } from '../../application/reporting/read-statistics.js'
import { queryList, Time, Uuid } from '../paging/page-schema.js'
import { AreaCode } from '../persons/person-schema.js'

const LEVELS = Object.keys(AREA_LENGTHS) as (keyof typeof AREA_LENGTHS)[]

export const StatisticsQuery = z.strictObject({
  by: queryList(z.enum(STATISTICS_PARTS))
    .optional()
    .default([...STATISTICS_PARTS])
    .describe('Parts, separated by commas.'),
  level: z.enum(LEVELS).optional().default('regency').describe('The level of the areas.'),
  area_code: AreaCode.optional(),
})

const count = z.int()

const STATISTICS_EXAMPLE = {
  counted_at: '2026-11-02T01:12:45.120Z',
  totals: { persons: 364_097, records: 1_000_000, households: 98_044, conflicts: 12_800 },
  area: [{ area_code: '16.06', persons: 364_097, records: 1_000_000, households: 98_044, conflicts: 12_800 }],
  source: [{ source: 'dtks', persons: 171_616, records: 174_472, only_here: 3339 }],
  overlap: [{ sources: ['dtks', 'dtsen'], persons: 160_211 }],
  conflict: [{ kind: 'possible_duplicate', open: 9120 }],
  waiting: { pending_records: 0, set_aside_records: 0, set_aside: [] },
}

export const Statistics = z
  .strictObject({
    counted_at: Time.describe('Counts are cached for half a minute.'),
    totals: z.strictObject({ persons: count, records: count, households: count, conflicts: count }),
    area: z
      .array(
        z.strictObject({
          area_code: z.string().nullable().describe('A code of BPS has the prefix `bps:`; null: unknown area.'),
          persons: count,
          records: count,
          households: count,
          conflicts: count,
        }),
      )
      .optional(),
    source: z
      .array(
        z.strictObject({
          source: z.string(),
          persons: count,
          records: count.nullable().describe('Live records of the source; null in the statistics of an area.'),
          only_here: count.describe('Persons without a record of another source.'),
        }),
      )
      .optional(),
    overlap: z
      .array(z.strictObject({ sources: z.array(z.string()).length(2), persons: count }))
      .optional()
      .describe('Number of persons in both sources.'),
    conflict: z.array(z.strictObject({ kind: z.string(), open: count })).optional(),
    waiting: z
      .strictObject({
        pending_records: count.describe('Records that wait to be linked.'),
        set_aside_records: count.describe(
          'Records for which linking failed. They are retried when the service restarts or the source sends them again.',
        ),
        set_aside: z
          .array(
            z.strictObject({
              source: z.string(),
              source_key: z.string(),
              batch_id: Uuid.nullable(),
              code: z.string().describe('Code of the error in the log.'),
              set_aside_at: Time,
            }),
          )
          .describe('The first set-aside records.'),
      })
      .optional()
      .describe('Received records that are not linked yet; absent in the statistics of an area.'),
  })
  .meta({ id: 'Statistics', examples: [STATISTICS_EXAMPLE] })
