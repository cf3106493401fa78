import { z } from 'zod'
import { readAreaPrefix } from '../../application/context/area-scope.js'
import { CONFLICT_KINDS } from '../../domain/registry/conflicts/conflict.js'
import { ABSENCES } from '../../domain/registry/records/presence.js'
import { GOLDEN_FIELDS } from '../../domain/registry/golden/values/golden-value.js'
import { Edge, JudgementOfRecords, OuterEdge, RecordReference } from './evidence-schema.js'
import { OutsideArea, ShownNumber, ShownValue } from '../disclosure/number-schema.js'
import { Code, PAGE_QUERY, Time, Uuid } from '../paging/page-schema.js'
import { PERSON_EXAMPLE, SUMMARY_EXAMPLE } from './person-examples.js'

const RecordValue = z.strictObject({ source: z.string(), source_key: z.string(), value: ShownValue })

const Value = z
  .strictObject({
    value: ShownValue,
    from: RecordReference.nullable().describe('The record that the value comes from; null for a value of a judgement.'),
    is_doubtful: z.boolean().describe('Whether the best value is partial, a default day, abbreviated or contradicted.'),
    judgement_id: Uuid.nullable(),
    others: z.array(RecordValue).describe('Records with another value, as their sources write it.'),
  })
  .meta({
    id: 'GoldenValue',
    examples: [
      {
        value: 'SULASTRI',
        from: { source: 'disdukcapil', source_key: 'D-88' },
        is_doubtful: false,
        judgement_id: null,
        others: [{ source: 'dtks', source_key: 'A-1042', value: 'SULASTI' }],
      },
    ],
  })

const Absence = z
  .enum(ABSENCES)
  .describe(
    'Why the person does not live where the population register has it: it moved away, is missing, or its entry is invalid by the register itself. Such a person is no member of the household there.',
  )

const amount = z.number().nullable()

export const Enrolment = z
  .strictObject({
    programme: z.string(),
    basis: z
      .enum(['roster', 'stated'])
      .describe('roster: from the programme’s own source; stated: from another source.'),
    from: RecordReference.nullable(),
    period: z.string().nullable(),
    monthly_amount: amount.describe('Rupiah.'),
    months: amount,
    counted_persons: amount.describe('Family members that the amount is counted for.'),
  })
  .meta({ id: 'Enrolment' })

const ConflictReference = z
  .strictObject({ id: Uuid, kind: z.enum(CONFLICT_KINDS), severity: z.number(), opened_at: Time })
  .meta({ id: 'ConflictReference' })

const RecordOfPerson = z
  .strictObject({
    source: z.string(),
    source_key: z.string(),
    values: z.record(z.string(), ShownValue).describe('Values of the record, without blank ones.'),
    facts: z.record(z.string(), z.unknown()).describe('Further facts: of the house, the assistance, the person.'),
    batch_id: Uuid.nullable(),
    row: z.number().nullable().describe('The data row in that batch, counted from 1.'),
    member_since: Time,
  })
  .meta({ id: 'RecordOfPerson' })

const period = { from: Time, until: Time.nullable().describe('Null if it has not ended.') }

const PersonHistory = z
  .strictObject({
    records: z.array(z.strictObject({ record: RecordReference.nullable(), ...period })),
    households: z.array(z.strictObject({ household_id: Uuid, ...period })),
    judgements: z.array(JudgementOfRecords),
    outside_area: OutsideArea,
  })
  .meta({ id: 'PersonHistory' })

const values = Object.fromEntries(GOLDEN_FIELDS.map((field) => [field, Value.optional()]))

export const Person = z
  .strictObject({
    id: Uuid,
    version: z.int().describe('Also the ETag.'),
    values: z.strictObject(values).describe('The golden value of each field that a record fills.'),
    former_niks: z.array(RecordValue),
    absence: z.strictObject({ value: Absence, from: RecordReference.nullable() }).nullable(),
    household: z.strictObject({ id: Uuid, since: Time }).nullable(),
    sources: z.array(z.string()),
    record_count: z.int(),
    enrolments: z.array(Enrolment),
    conflicts: z.array(ConflictReference).describe('Open conflicts. They take nothing from the person.'),
    created_at: Time,
    changed_at: Time,
    records: z.array(RecordOfPerson).optional().describe('With include=records.'),
    evidence: z
      .strictObject({ edges: z.array(Edge), not_joined: z.array(OuterEdge), outside_area: OutsideArea })
      .optional()
      .describe('With include=evidence.'),
    history: PersonHistory.optional().describe('With include=history.'),
  })
  .meta({ id: 'Person', description: 'A person of the registry.', examples: [PERSON_EXAMPLE] })

const text = z.string().nullable()

export const SUMMARY_FIELDS = {
  id: Uuid,
  version: z.int(),
  name: text,
  nik: ShownNumber.nullable(),
  kk: ShownNumber.nullable(),
  birth_date: text.describe('ISO date, without unknown parts; only the year without the scope pii:read.'),
  sex: text.describe('L or P.'),
  village_code: text.describe('Dotted: 2.2.2.4 digits by Kemendagri, 2.2.3.3 by BPS.'),
  address: text,
  is_deceased: z.boolean(),
  absence: Absence.nullable(),
  household_id: Uuid.nullable(),
  sources: z.array(z.string()),
  record_count: z.int(),
}

export const PersonSummary = z.strictObject(SUMMARY_FIELDS).meta({ id: 'PersonSummary', examples: [SUMMARY_EXAMPLE] })

/** A NIK or KK in a query. */
export const SixteenDigits = z.string().regex(/^\d{16}$/)

/** The beginning of an area code, as digits or dotted; parsed into its dotted form. */
export const AreaCode = z
  .string()
  .refine(
    (code) => readAreaPrefix(code) !== undefined,
    'It must be the code of a province, regency, kecamatan or village.',
  )
  .transform((code) => readAreaPrefix(code) ?? code)
  .describe('Code of a province, regency, kecamatan or village: dotted, or as Kemendagri digits.')

const MOST_FOUND = 100

export const SEARCH_PAGE = {
  limit: z.int().min(1).max(MOST_FOUND).default(20),
  cursor: PAGE_QUERY.cursor,
}

export const PersonQuery = z
  .strictObject({
    nik: SixteenDigits.optional().describe('Finds persons with this NIK in any record.'),
    kk: SixteenDigits.optional(),
    phone: z.string().min(5).max(30).optional(),
    name: z.string().min(2).max(100).optional().describe('All words must be in the name, in any order and spelling.'),
    birth_date: z
      .string()
      .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/)
      .optional()
      .describe('ISO date; a year, or a year and month, match all of their days.'),
    sex: z.enum(['L', 'P']).optional(),
    source: Code.optional().describe('Only persons with a record of this source.'),
    area_code: AreaCode.optional(),
    ...SEARCH_PAGE,
  })
  .meta({ id: 'PersonQuery', examples: [{ name: 'siti aminah', area_code: '16.06.01' }] })
