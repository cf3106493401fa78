import { z } from 'zod'
import { MOST_RESOLUTIONS } from '../../application/conflicts/resolve-conflicts.js'
import { CONFLICT_VERDICTS } from '../../application/conflicts/verdict.js'
import { CONFLICT_KINDS } from '../../domain/registry/conflicts/conflict.js'
import { OutsideArea, ShownNumber, ShownValue } from '../disclosure/number-schema.js'
import { Effects, Judged, Reason } from '../judgements/effects-schema.js'
import { RecordName } from '../judgements/judgement-schema.js'
import { JudgementOfRecords, PairExplanation, RecordReference } from '../persons/evidence-schema.js'
import { Code, PAGE_QUERY, queryList, Time, Uuid } from '../paging/page-schema.js'
import { AreaCode, Person } from '../persons/person-schema.js'
import { CONFLICT_EXAMPLE, RESOLUTION_EXAMPLE, SUMMARY_EXAMPLE } from './conflict-examples.js'

const Kind = z.enum(CONFLICT_KINDS)
const State = z.enum(['open', 'resolved', 'vanished'])
const Words = z.strictObject({ en: z.string(), id: z.string() })
const text = z.string().nullable()

const SUMMARY = {
  id: Uuid,
  kind: Kind,
  words: Words.describe('The conflict in one sentence, in English and Indonesian.'),
  state: State.describe('resolved: by a judgement; vanished: its cause no longer exists.'),
  severity: z.int().min(0).max(100),
  area: text.describe('Dotted code of the smallest area that contains all persons concerned; null if there is none.'),
  version: z.int().describe('Also the ETag.'),
  persons: z
    .array(z.strictObject({ id: Uuid, name: text, birth_date: text, village_code: text }))
    .describe('The persons concerned; of many, the first ones.'),
  person_count: z.int(),
  outside_area: OutsideArea,
  record_count: z.int(),
  sources: z.array(z.string()),
  opened_at: Time,
  deferred_until: Time.nullable(),
  closed_at: Time.nullable(),
}

export const ConflictSummary = z.strictObject(SUMMARY).meta({ id: 'ConflictSummary', examples: [SUMMARY_EXAMPLE] })

const RECORD_VALUE = { source: z.string(), source_key: z.string(), value: ShownValue }

const ConflictEvidence = z
  .discriminatedUnion('about', [
    z.strictObject({
      about: z.literal('pair'),
      contradicts_judgement: z.boolean().describe('Whether judgements contradict each other, same against different.'),
      pair: PairExplanation.shape.pairs.element.nullable(),
    }),
    z.strictObject({
      about: z.literal('nik'),
      records: z.array(z.strictObject({ ...RECORD_VALUE, person_id: Uuid.nullable() })),
      outside_area: OutsideArea,
    }),
    z.strictObject({
      about: z.literal('value'),
      field: z.string(),
      sides: z
        .array(z.strictObject({ level: z.string(), words: Words, records: z.array(z.strictObject(RECORD_VALUE)) }))
        .describe('The side of the current value comes first.'),
    }),
    z.strictObject({
      about: z.literal('company'),
      source: z.string(),
      other_source: z.string(),
      company: z.array(Uuid).describe('The persons in the family of the other source.'),
      outside_area: OutsideArea,
    }),
    z.strictObject({
      about: z.literal('kk'),
      parts: z.array(z.array(Uuid)).describe('The families under this KK.'),
    }),
    z.strictObject({
      about: z.literal('judgement'),
      judgement: JudgementOfRecords.nullable(),
      records: z.array(RecordReference),
    }),
  ])
  .meta({ id: 'ConflictEvidence' })

const Household = z
  .strictObject({
    id: Uuid,
    kk: ShownNumber.nullable(),
    head_id: Uuid.nullable(),
    reason: z.string(),
    members: z.array(z.strictObject({ person_id: Uuid, name: text, relation: text, reason: z.string() })),
    outside_area: OutsideArea,
  })
  .meta({ id: 'HouseholdContext' })

const VERDICT = {
  verdict: z
    .enum(CONFLICT_VERDICTS)
    .describe(
      'same, different, unsure: about two persons, or about living together; value: the right value of a field; ' +
        'confirm, reversal: of a judgement that has become stale.',
    ),
  value: z.string().min(1).max(300).optional().describe('For verdict value: the right value.'),
  value_from: RecordName.optional().describe('Instead of value: a record of the conflict that has the right value.'),
  person_id: Uuid.optional().describe('For a shared NIK with verdict value: the person who has the NIK of this value.'),
  records: z
    .tuple([RecordName, RecordName])
    .optional()
    .describe('For a shared NIK: the two records that the verdict is about.'),
}

const OfferedVerdict = z
  .strictObject({
    verdict: z.enum(CONFLICT_VERDICTS),
    value: ShownValue.nullable().describe('The right value under this verdict.'),
    answer: z
      .strictObject({ ...VERDICT, value: ShownValue.optional() })
      .describe('The body to send, with a reason, for this verdict.'),
    leaves: State.describe('The state of the conflict after this verdict.'),
    effects: Effects,
  })
  .meta({ id: 'OfferedVerdict' })

export const Conflict = z
  .strictObject({
    ...SUMMARY,
    evidence: ConflictEvidence,
    parties: z
      .array(
        z.strictObject({
          person: Person,
          records: Person.shape.records.unwrap(),
          household: Household.nullable(),
        }),
      )
      .describe('The persons concerned with golden values, records and household; of many, the first ones.'),
    verdicts: z
      .array(OfferedVerdict)
      .describe('The possible verdicts with their effects; empty once the conflict is closed.'),
    judgements: z.array(JudgementOfRecords).describe('Judgements on this conflict, newest first.'),
  })
  .meta({
    id: 'Conflict',
    description: 'A conflict with everything needed to resolve it.',
    examples: [CONFLICT_EXAMPLE],
  })

const SEVERITY = /^(?:100|\d{1,2})(?:-(?:100|\d{1,2}))?$/

const FILTER = {
  kind: queryList(Kind).optional().describe('One kind or several.'),
  state: State.optional().describe('Default: open.'),
  area: AreaCode.optional(),
  severity: z.string().regex(SEVERITY).optional().describe('Lowest severity, such as 60, or a range, such as 40-70.'),
  source: Code.optional().describe('Only conflicts that involve a record of this source.'),
  person: Uuid.optional(),
  opened_from: Time.optional(),
  opened_before: Time.optional(),
  deferred: z.enum(['hidden', 'also', 'only']).optional().describe('Deferred conflicts are hidden by default.'),
}

export const ConflictFilterQuery = z.strictObject(FILTER)

export const ConflictQuery = z.strictObject({
  ...FILTER,
  sort: z
    .enum(['severity', 'oldest', 'newest'])
    .default('severity')
    .describe('severity: highest severity first, then the oldest.'),
  ...PAGE_QUERY,
})

export const ConflictCounts = z
  .strictObject({
    total: z.int(),
    counts: z.array(
      z.strictObject({
        kind: Kind,
        band: z
          .enum(['grave', 'middling', 'light'])
          .describe('By severity: grave from 70, middling from 40, light below.'),
        count: z.int(),
      }),
    ),
  })
  .meta({
    id: 'ConflictCounts',
    examples: [{ total: 41, counts: [{ kind: 'possible_duplicate', band: 'middling', count: 41 }] }],
  })

export const NewResolution = z.strictObject({ ...VERDICT, reason: Reason }).meta({
  id: 'NewResolution',
  examples: [{ verdict: 'same', reason: 'Satu orang: alamat lama dan baru, diperiksa di lapangan.' }],
})

const RESOLUTION = {
  is_preview: z.boolean(),
  judgements: z.array(Judged).describe('Empty in a preview.'),
  effects: Effects,
  conflict: ConflictSummary,
}

export const Resolution = z.strictObject(RESOLUTION).meta({ id: 'Resolution', examples: [RESOLUTION_EXAMPLE] })

export const NewResolutions = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          id: Uuid,
          version: z.int().min(1).describe('The version that you have read.'),
          ...VERDICT,
          reason: Reason.optional().describe('Overrides the common reason.'),
        }),
      )
      .min(1)
      .max(MOST_RESOLUTIONS),
    reason: Reason,
  })
  .meta({
    id: 'NewResolutions',
    examples: [
      {
        items: [{ id: SUMMARY_EXAMPLE.id, version: 1, verdict: 'different' }],
        reason: 'Kembar menurut kartu keluarga.',
      },
    ],
  })

export const Resolutions = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: Uuid,
        status: z.int().describe('Status of the single call: 200, 404, 409, 412 or 422.'),
        resolution: Resolution.nullable(),
        problem: z.strictObject({ code: z.string(), detail: z.string() }).nullable(),
      }),
    ),
  })
  .meta({
    id: 'Resolutions',
    examples: [
      {
        items: [
          { id: SUMMARY_EXAMPLE.id, status: 200, resolution: RESOLUTION_EXAMPLE, problem: null },
          {
            id: '3d3f0a52-7c0e-8f0e-9a51-0d3c1d2e3f43',
            status: 412,
            resolution: null,
            problem: { code: 'CONFLICT_CHANGED', detail: 'The conflict has changed: read it again.' },
          },
        ],
      },
    ],
  })

export const NewDeferral = z
  .strictObject({
    until: Time.describe('The conflict is hidden until this time; a past time ends the deferral.'),
    reason: Reason,
  })
  .meta({ id: 'NewDeferral', examples: [{ until: '2026-12-01T00:00:00Z', reason: 'Menunggu jawaban Disdukcapil.' }] })
