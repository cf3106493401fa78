import type { ConflictKind } from '../../domain/registry/conflicts/conflict.js'
import { GOLDEN_FIELDS, type GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import type { PackedGolden } from '../../domain/registry/golden/packed-golden.js'
import type { ConflictState } from '../../storage/conflicts/conflicts.js'
import type { StoredPerson } from '../../storage/persons/persons.js'
import type { PassResult } from '../linkage/changes/pass-steps.js'
import { type ConflictChange, isOpening } from '../linkage/changes/conflict-changes.js'
import type { HouseholdChange } from '../linkage/changes/household-changes.js'
import type { PersonChange } from '../linkage/changes/person-terms.js'
import type { ShowId, ShownId } from './shown-id.js'
import {
  formerPersonOf,
  type PaymentEffect,
  paymentsOf,
  type ProgrammeEffect,
  programmesOf,
  withShownIds,
} from './payment-effects.js'

/** A change of a person's value. */
export interface ValueEffect {
  readonly field: GoldenField
  readonly before: string | null
  readonly after: string | null
}

/**
 * The effect on a person: `merged` into another, `split` with records going to others, `created`, `returned` under an id
 * that had ended, `grown` by records of others, `withdrawn`, or `changed` in values or household alone. `others` are the
 * persons that records go to or come from.
 */
export interface PersonEffect {
  readonly id: ShownId
  readonly effect: 'merged' | 'split' | 'created' | 'returned' | 'grown' | 'changed' | 'withdrawn'
  readonly others: readonly ShownId[]
  readonly records_before: number
  readonly records_after: number
  readonly household_before: string | null
  readonly household_after: ShownId
  readonly values: readonly ValueEffect[]
}

/**
 * The effect on a household; `returned` means that it is live again under an id that had ended. `others` are the households
 * that it was merged or split into.
 */
export interface HouseholdEffect {
  readonly id: ShownId
  readonly effect: 'merged' | 'split' | 'created' | 'returned' | 'changed' | 'emptied'
  readonly others: readonly ShownId[]
  readonly members_before: readonly string[]
  readonly members_after: readonly ShownId[]
  readonly head_before: string | null
  readonly head_after: ShownId
}

export interface ConflictEffect {
  readonly id: ShownId
  readonly kind: ConflictKind
  readonly severity: number
  readonly state: ConflictState
}

/** The effects of judgements. */
export interface JudgementEffects {
  readonly persons: readonly PersonEffect[]
  readonly households: readonly HouseholdEffect[]
  /** Conflicts that were opened or closed. */
  readonly conflicts: readonly ConflictEffect[]
  /** Enrolments of the persons and households concerned. */
  readonly payments: readonly PaymentEffect[]
  readonly programmes: readonly ProgrammeEffect[]
}

/** Lists the effects of a pass. In a preview the ids of new things are null: the real ids will differ. */
export function effectsOf(result: PassResult, { isPreview }: { isPreview: boolean }): JudgementEffects {
  const showId = isPreview ? hideNewIds(result) : (id: string): ShownId => id
  const payments = paymentsOf(result)
  return {
    persons: result.personChanges.changes.filter(isOfLive).map((change) => personEffect(change, result, showId)),
    households: result.householdChanges.changes.filter(isOfLive).map((change) => householdEffect(change, showId)),
    conflicts: result.conflictChanges.changes
      .filter((change) => isOpening(change) || change.after.state !== 'open')
      .map((change) => conflictEffect(change, showId)),
    payments: payments.map((payment) => withShownIds(payment, showId)),
    programmes: programmesOf(payments),
  }
}

function hideNewIds({ personChanges, householdChanges, conflictChanges }: PassResult): ShowId {
  const isNew = ({ before }: { readonly before: unknown }): boolean => before === undefined
  const ids = [...personChanges.changes, ...householdChanges.changes].filter(isNew).map(({ after }) => after.id)
  const newIds = new Set([...ids, ...conflictChanges.changes.filter(isNew).map(({ after }) => after.id)])
  return (id) => (newIds.has(id) ? null : id)
}

/** Leaves out ended ids that only redirect to another id now. */
function isOfLive({ before, after }: PersonChange | HouseholdChange): boolean {
  return after.state === 'live' || before?.state === 'live'
}

function personEffect({ before, after }: PersonChange, result: PassResult, showId: ShowId): PersonEffect {
  const gained = after.recordIds.filter((id) => before?.recordIds.includes(id) !== true)
  const lost = (before?.recordIds ?? []).filter((id) => !after.recordIds.includes(id))
  const others = new Set([
    ...gained.flatMap((id) => formerPersonOf(result, id) ?? []),
    ...lost.flatMap((id) => result.persons.personOf(id) ?? []),
  ])
  others.delete(after.id)
  const { householdId } = after
  return {
    id: showId(after.id),
    effect: effectOn({ before, after }, { gained: gained.length, lost: lost.length }),
    others: [...others].map(showId),
    records_before: before?.recordIds.length ?? 0,
    records_after: after.recordIds.length,
    household_before: before?.householdId ?? null,
    household_after: householdId === undefined ? null : showId(householdId),
    values: before?.state === 'live' && after.state === 'live' ? valueEffects(before, after) : [],
  }
}

function effectOn(
  { before, after }: PersonChange,
  { gained, lost }: { gained: number; lost: number },
): PersonEffect['effect'] {
  if (after.state !== 'live') return after.state
  if (before === undefined) return 'created'
  if (before.state !== 'live') return 'returned'
  if (gained > 0) return 'grown'
  return lost > 0 ? 'split' : 'changed'
}

function valueEffects(before: StoredPerson, after: StoredPerson): ValueEffect[] {
  const [was, is] = [before, after].map(({ golden }) => JSON.parse(golden) as PackedGolden)
  return GOLDEN_FIELDS.flatMap((field) => {
    const [one] = was?.[field] ?? []
    const [other] = is?.[field] ?? []
    return one === other ? [] : [{ field, before: one ?? null, after: other ?? null }]
  })
}

function householdEffect({ before, after }: HouseholdChange, showId: ShowId): HouseholdEffect {
  return {
    id: showId(after.id),
    effect: householdEffectOn({ before, after }),
    others: after.successorIds.map(showId),
    members_before: before?.personIds ?? [],
    members_after: after.personIds.map(showId),
    head_before: before?.headId ?? null,
    head_after: after.headId === undefined ? null : showId(after.headId),
  }
}

function householdEffectOn({ before, after }: HouseholdChange): HouseholdEffect['effect'] {
  if (before === undefined) return 'created'
  return before.state === 'live' ? HOUSEHOLD_EFFECTS[after.state] : 'returned'
}

const HOUSEHOLD_EFFECTS = { live: 'changed', merged: 'merged', split: 'split', empty: 'emptied' } as const

function conflictEffect({ after: { id, kind, severity, state } }: ConflictChange, showId: ShowId): ConflictEffect {
  return { id: showId(id), kind, severity, state }
}
