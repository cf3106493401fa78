import { z } from 'zod'
import { CONFLICT_KINDS } from '../../domain/registry/conflicts/conflict.js'
import { RecordReference } from '../persons/evidence-schema.js'
import { Uuid } from '../paging/page-schema.js'

/** In a preview, what would be made has no id yet. */
const KnownId = Uuid.nullable()
const amount = z.number().nullable()

const PersonEffect = z
  .strictObject({
    id: KnownId,
    effect: z
      .enum(['merged', 'split', 'created', 'returned', 'grown', 'changed', 'withdrawn'])
      .describe(
        'merged: went over into another; split: records went to others; created: new; returned: parted again, under the id ' +
          'that had ended; grown: got records of another; changed: shows other values or lives elsewhere; withdrawn: has ' +
          'no records left.',
      ),
    others: z.array(KnownId).describe('Into whom or out of whom.'),
    records_before: z.int(),
    records_after: z.int(),
    household_before: KnownId,
    household_after: KnownId,
    values: z.array(z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  })
  .meta({ id: 'PersonEffect' })

const HouseholdEffect = z
  .strictObject({
    id: KnownId,
    effect: z
      .enum(['merged', 'split', 'created', 'returned', 'changed', 'emptied'])
      .describe('returned: apart again, under the id that had ended.'),
    others: z.array(KnownId).describe('The households into which it went.'),
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
    basis: z.enum(['roster', 'stated']).describe('roster: by the programme’s own list; stated: by another list.'),
    period: z.string().nullable(),
    monthly_amount: amount.describe('Rupiah, by the list’s own number.'),
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
    monthly_amount: z.number().describe('Rupiah a month, all payments together.'),
    counted_persons: z.number(),
    persons_before: z.int(),
    persons_after: z.int().describe('Fewer than before: several payments go to one person.'),
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
    state: z.enum(['open', 'resolved', 'vanished']).describe('open: newly opened; the others: closed by this.'),
  })
  .meta({ id: 'ConflictEffect' })

/** All that verdicts did or would do. */
export const Effects = z
  .strictObject({
    persons: z.array(PersonEffect),
    households: z.array(HouseholdEffect),
    conflicts: z.array(ConflictEffect),
    payments: z.array(PaymentEffect).describe('Enrolments of the persons and households concerned.'),
    programmes: z.array(ProgrammeEffect).describe('The payments of the rosters by programme and period.'),
  })
  .meta({ id: 'Effects', description: 'Everything that a verdict does to persons, households, conflicts and money.' })

export const Judged = z
  .strictObject({
    id: Uuid,
    superseded: z.array(Uuid).describe('Judgements that hold no longer for it.'),
    restored: z.array(Uuid).describe('Judgements that hold again, since what superseded them was taken back.'),
  })
  .meta({ id: 'Judged' })

export const Reason = z.string().min(1).max(1000).describe('Why; it is kept with the judgement and in the audit log.')

export const PREVIEW_QUERY = z.strictObject({
  preview: z.enum(['true', 'false']).optional().describe('true: tells what would happen and changes nothing.'),
})
