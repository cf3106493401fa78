import { z } from 'zod'
import { MOST_RESOLUTIONS } from '../../application/conflicts/resolve-conflicts.js'
import { CONFLICT_VERDICTS } from '../../application/conflicts/verdict.js'
import { CONFLICT_KINDS } from '../../domain/registry/conflicts/conflict.js'
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
  words: Words.describe('What it asks, in English and Indonesian.'),
  state: State.describe('resolved: by a judgement; vanished: its cause is gone.'),
  severity: z.int().min(0).max(100),
  area: text.describe('Dotted code of the smallest area that holds everybody concerned; null where none does.'),
  version: z.int().describe('Also the ETag.'),
  persons: z
    .array(z.strictObject({ id: Uuid, name: text, birth_date: text, village_code: text }))
    .describe('Whom it is about; of many the first.'),
  person_count: z.int(),
  record_count: z.int(),
  sources: z.array(z.string()),
  opened_at: Time,
  deferred_until: Time.nullable(),
  closed_at: Time.nullable(),
}

export const ConflictSummary = z.strictObject(SUMMARY).meta({ id: 'ConflictSummary', examples: [SUMMARY_EXAMPLE] })

const Saying = { source: z.string(), source_key: z.string(), value: z.string() }

const ConflictEvidence = z
  .discriminatedUnion('about', [
    z.strictObject({
      about: z.literal('pair'),
      contradicts_judgement: z.boolean().describe('Judgements contradict each other: one says same, others different.'),
      pair: PairExplanation.shape.pairs.element.nullable(),
    }),
    z.strictObject({
      about: z.literal('nik'),
      records: z.array(z.strictObject({ ...Saying, person_id: Uuid.nullable() })),
    }),
    z.strictObject({
      about: z.literal('value'),
      field: z.string(),
      sides: z
        .array(z.strictObject({ level: z.string(), words: Words, records: z.array(z.strictObject(Saying)) }))
        .describe('The side of the value shown now comes first.'),
    }),
    z.strictObject({
      about: z.literal('company'),
      source: z.string(),
      other_source: z.string(),
      company: z.array(Uuid).describe('The persons in the family of the other list.'),
    }),
    z.strictObject({
      about: z.literal('kk'),
      parts: z.array(z.array(Uuid)).describe('The families under the number.'),
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
    kk: text,
    head_id: Uuid.nullable(),
    reason: z.string(),
    members: z.array(z.strictObject({ person_id: Uuid, name: text, relation: text, reason: z.string() })),
  })
  .meta({ id: 'HouseholdContext' })

const VERDICT = {
  verdict: z
    .enum(CONFLICT_VERDICTS)
    .describe(
      'same, different, unsure: of persons, or of who lives together; value: which is right; confirm, reversal: of a ' +
        'verdict that has become stale.',
    ),
  value: z.string().min(1).max(300).optional().describe('With the verdict value: the right one.'),
  value_from: RecordName.optional().describe('Instead of value: a record of the conflict that has it.'),
  person_id: Uuid.optional().describe('Of a shared NIK: whose NIK the value is.'),
  records: z.tuple([RecordName, RecordName]).optional().describe('Of a shared NIK: the two that are meant.'),
}

const OfferedVerdict = z
  .strictObject({
    verdict: z.enum(CONFLICT_VERDICTS),
    value: text.describe('The value that it says is right.'),
    answer: z.strictObject(VERDICT).describe('What to send, with a reason, to give this verdict.'),
    leaves: State.describe('The state in which it would leave the conflict.'),
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
      .describe('Whom it is about with golden values, records and household; of many the first.'),
    verdicts: z.array(OfferedVerdict).describe('Verdicts that can be given, and what each would do; none once closed.'),
    judgements: z.array(JudgementOfRecords).describe('Given on it so far, the newest first.'),
  })
  .meta({
    id: 'Conflict',
    description: 'A conflict with all that is needed to decide it.',
    examples: [CONFLICT_EXAMPLE],
  })

const SEVERITY = /^(?:100|\d{1,2})(?:-(?:100|\d{1,2}))?$/

const FILTER = {
  kind: queryList(Kind).optional().describe('One kind or several.'),
  state: State.optional().describe('open where nothing is said.'),
  area: AreaCode.optional(),
  severity: z.string().regex(SEVERITY).optional().describe('At least so grave, such as 60, or from to, such as 40-70.'),
  source: Code.optional().describe('Conflicts in which a record of this source has a part.'),
  person: Uuid.optional(),
  opened_from: Time.optional(),
  opened_before: Time.optional(),
  deferred: z
    .enum(['hidden', 'also', 'only'])
    .optional()
    .describe('Deferred conflicts are hidden until their day unless they are asked for.'),
}

export const ConflictFilterQuery = z.strictObject(FILTER)

export const ConflictQuery = z.strictObject({
  ...FILTER,
  sort: z
    .enum(['severity', 'oldest', 'newest'])
    .default('severity')
    .describe('severity: the gravest first, of these the oldest.'),
  ...PAGE_QUERY,
})

export const ConflictCounts = z
  .strictObject({
    total: z.int(),
    counts: z.array(
      z.strictObject({
        kind: Kind,
        band: z.enum(['grave', 'middling', 'light']).describe('By severity: from 70, from 40, below.'),
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
  judgements: z.array(Judged).describe('None in a preview.'),
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
          version: z.int().min(1).describe('The version that you have seen.'),
          ...VERDICT,
          reason: Reason.optional().describe('Where it is not the common one.'),
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
        status: z.int().describe('As the single call would have answered: 200, 404, 409, 412, 422.'),
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
            problem: { code: 'CONFLICT_CHANGED', detail: 'The conflict has changed since: read it anew.' },
          },
        ],
      },
    ],
  })

export const NewDeferral = z
  .strictObject({
    until: Time.describe('Until then it is hidden; a time that has passed shows it again.'),
    reason: Reason,
  })
  .meta({ id: 'NewDeferral', examples: [{ until: '2026-12-01T00:00:00Z', reason: 'Menunggu jawaban Disdukcapil.' }] })
