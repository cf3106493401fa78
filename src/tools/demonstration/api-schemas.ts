/* The parts of the API's responses that the demonstration reads; openapi/openapi.json describes them in full. */
import { z } from 'zod'

/** A value; a NIK, KK or phone is a token to a key without the scope `pii:read`. */
const ShownValue = z.union([z.string(), z.object({ token: z.string() })])

/** A value as one line shows it. */
export function shownText(value: z.infer<typeof ShownValue>): string {
  return typeof value === 'string' ? value : value.token
}

export const Created = z.object({ code: z.string() })

export const CreatedKey = z.object({ key: z.string() })

export const Batch = z.object({
  id: z.string(),
  state: z.enum(['receiving', 'linking', 'completed', 'refused', 'failed']),
  counts: z.object({
    read: z.number(),
    accepted: z.number(),
    unchanged: z.number(),
    rejected: z.number(),
    linked: z.number(),
    conflicts_opened: z.number(),
  }),
  finished_at: z.string().nullable(),
})
export type Batch = z.infer<typeof Batch>

export const Link = z.object({
  source: z.string(),
  source_key: z.string(),
  row: z.number().nullable(),
  person_id: z.string().nullable(),
  household_id: z.string().nullable(),
})
export type Link = z.infer<typeof Link>

export const Statistics = z.object({
  totals: z.object({ persons: z.number(), records: z.number(), households: z.number(), conflicts: z.number() }),
  source: z.array(z.object({ source: z.string(), persons: z.number(), only_here: z.number() })),
  overlap: z.array(z.object({ sources: z.array(z.string()), persons: z.number() })),
})
export type Statistics = z.infer<typeof Statistics>

const RecordReference = z.object({ source: z.string(), source_key: z.string() })
export type RecordReference = z.infer<typeof RecordReference>

const text = z.object({ value: z.string() }).optional()

export const Person = z.object({
  id: z.string(),
  values: z.object({ name: text, deceased: text }),
  records: z.array(
    z.object({
      ...RecordReference.shape,
      facts: z.object({ family_size: z.number().optional(), monthly_amount: z.number().optional() }),
    }),
  ),
})
export type Person = z.infer<typeof Person>

export const Household = z.object({
  id: z.string(),
  kk: z.object({ value: ShownValue }).nullable(),
  desil: z.object({ value: z.number(), from: RecordReference.nullable() }).nullable(),
  members: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      nik: ShownValue.nullable(),
      birth_date: z.string().nullable(),
      relation: z.string().nullable(),
      sources: z.array(z.string()),
      record_count: z.number(),
    }),
  ),
  reason: z.string(),
  size: z.number(),
  counted_persons: z.number().nullable(),
})
export type Household = z.infer<typeof Household>

export const HouseholdPage = z.object({ items: z.array(z.object({ id: z.string() })), next: z.string().nullable() })

export const ConflictPage = z.object({ items: z.array(z.object({ id: z.string() })) })

const Effects = z.object({
  persons: z.array(
    z.object({
      effect: z.string(),
      values: z.array(z.object({ field: z.string(), before: ShownValue.nullable(), after: ShownValue.nullable() })),
    }),
  ),
  households: z.array(z.object({ effect: z.string() })),
  programmes: z.array(
    z.object({
      programme: z.string(),
      monthly_amount: z.number(),
      persons_before: z.number(),
      persons_after: z.number(),
      households_before: z.number(),
      households_after: z.number(),
    }),
  ),
})
export type Effects = z.infer<typeof Effects>

const Evidence = z.discriminatedUnion('about', [
  z.object({
    about: z.literal('pair'),
    pair: z.object({ records: z.array(RecordReference), probability: z.number().nullable() }).nullable(),
  }),
  z.object({
    about: z.literal('nik'),
    records: z.array(z.object({ ...RecordReference.shape, person_id: z.string().nullable() })),
  }),
  z.object({ about: z.literal('value'), field: z.string() }),
  z.object({ about: z.enum(['company', 'kk', 'judgement']) }),
])

export const Conflict = z.object({
  id: z.string(),
  kind: z.string(),
  words: z.object({ en: z.string() }),
  persons: z.array(z.object({ name: z.string().nullable(), birth_date: z.string().nullable() })),
  evidence: Evidence,
  verdicts: z.array(
    z.object({
      verdict: z.string(),
      value: ShownValue.nullable(),
      answer: z.looseObject({ value_from: z.tuple([z.string(), z.string()]).optional() }),
      leaves: z.string(),
    }),
  ),
})
export type Conflict = z.infer<typeof Conflict>
export type OfferedVerdict = Conflict['verdicts'][number]

export const Resolution = z.object({
  is_preview: z.boolean(),
  judgements: z.array(z.object({ id: z.string() })),
  effects: Effects,
})

export const Totals = z.object({ totals: z.object({ conflicts: z.number() }) })
