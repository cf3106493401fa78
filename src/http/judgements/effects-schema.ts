import { z } from 'zod'
import { CONFLICT_KINDS } from '../../domain/registry/conflicts/conflict.js'
import { OutsideArea, ShownValue } from '../disclosure/number-schema.js'
import { RecordReference } from '../persons/evidence-schema.js'
import { Uuid } from '../paging/page-schema.js'

/** Null in a preview for a person, household or conflict that would be created. */
const KnownId = Uuid.nullable()
const amount = z.number().nullable()

const PersonEffect = z
  .strictObject({
    id: KnownId,
    effect: z
      .enum(['merged', 'split', 'created', 'returned', 'grown', 'changed', 'withdrawn'])
      .describe(
        'merged: into another person; split: some records moved to other persons; created: new; returned: live again ' +
          'under an ended id; grown: gained records of another person; changed: other values or another household; ' +
          'withdrawn: no records left.',
      ),
    others: z.array(KnownId).describe('The persons that it was merged into, split into or gained records from.'),
    outside_area: OutsideArea,
    records_before: z.int(),
    records_after: z.int(),
    household_before: KnownId,
    household_after: KnownId,
    values: z.array(z.strictObject({ field: z.string(), before: ShownValue.nullable(), after: ShownValue.nullable() })),
  })
  .meta({ id: 'PersonEffect' })

const HouseholdEffect = z
  .strictObject({
    id: KnownId,
    effect: z
      .enum(['merged', 'split', 'created', 'returned', 'changed', 'emptied'])
      .describe('returned: live again under an ended id.'),
    others: z.array(KnownId).describe('The households that it was merged or split into.'),
    outside_area: OutsideArea,
    members_before: z.array(Uuid),
    members_after: z.array(KnownId),
    head_before: KnownId,
    head_after: KnownId,
  })
  .meta({ id: 'HouseholdEffect' })

const PaymentEffect = z
  .strictObject({
    from: RecordReference,
    programme: z.string(),
    basis: z
      .enum(['roster', 'stated'])
      .describe('roster: from the programme’s own source; stated: from another source.'),
    period: z.string().nullable(),
    monthly_amount: amount.describe('Rupiah a month, as the record has it.'),
    months: amount,
    counted_persons: amount,
    person_before: KnownId,
    person_after: KnownId,
    household_before: KnownId,
    household_after: KnownId,
  })
  .meta({ id: 'PaymentEffect' })

const ProgrammeEffect = z
  .strictObject({
    programme: z.string(),
    period: z.string().nullable(),
    payments: z.int(),
    monthly_amount: z.number().describe('Rupiah a month, sum of all payments.'),
    counted_persons: z.number(),
    persons_before: z.int(),
    persons_after: z.int().describe('Fewer than before if several payments go to one person.'),
    households_before: z.int(),
    households_after: z.int(),
  })
  .meta({
    id: 'ProgrammeEffect',
    examples: [
      {
        programme: 'Bantu Umak',
        period: '2026',
        payments: 2,
        monthly_amount: 650_000,
        counted_persons: 2,
        persons_before: 2,
        persons_after: 1,
        households_before: 2,
        households_after: 1,
      },
    ],
  })

const ConflictEffect = z
  .strictObject({
    id: KnownId,
    kind: z.enum(CONFLICT_KINDS),
    severity: z.int(),
    state: z
      .enum(['open', 'resolved', 'vanished'])
      .describe('open: newly opened; resolved, vanished: closed by the judgement.'),
  })
  .meta({ id: 'ConflictEffect' })

export const Effects = z
  .strictObject({
    persons: z.array(PersonEffect),
    outside_area: OutsideArea,
    households: z.array(HouseholdEffect),
    conflicts: z.array(ConflictEffect),
    payments: z.array(PaymentEffect).describe('Enrolments of the persons and households concerned.'),
    programmes: z.array(ProgrammeEffect).describe('Payments of rosters by programme and period.'),
  })
  .meta({ id: 'Effects', description: 'All effects of judgements on persons, households, conflicts and payments.' })

export const Judged = z
  .strictObject({
    id: Uuid,
    superseded: z.array(Uuid).describe('Judgements that this one supersedes.'),
    restored: z.array(Uuid).describe('Judgements in force again, since the one that superseded them was reversed.'),
  })
  .meta({ id: 'Judged' })

export const Reason = z.string().min(1).max(1000).describe('Reason; stored with the judgement and in the audit log.')

export const PREVIEW_QUERY = z.strictObject({
  preview: z.enum(['true', 'false']).optional().describe('true: returns the effects and changes nothing.'),
})
