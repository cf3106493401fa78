import type { Profile, Target, Variant } from '../schema/profile.js'
import { findTargetColumns, type TargetColumns, lookUp } from './target-row.js'
import type { JsonObject } from '../formats/file-item.js'

/** A header with the variant of the profile that it fits. */
export interface Table {
  readonly header: readonly string[]
  readonly variant: Variant
  readonly columns: TargetColumns
}

/** A header or document that fits no variant. The sentence names the columns that the nearest variant requires. */
export interface Mismatch {
  readonly mismatch: string
  /** How many targets of the nearest variant were recognised. */
  readonly recognised: number
}

const NO_VARIANT: Mismatch = { mismatch: 'The profile has no variant.', recognised: 0 }

/** Chooses the variant that fits a header best. */
export function chooseTable(header: readonly string[], profile: Profile): Table | Mismatch {
  const [best] = profile.variants
    .map((variant) => ({ header, variant, columns: findTargetColumns(header, variant.columns) }))
    .map((table) => ({ table, missing: missingTargets(table.variant, (target) => table.columns.has(target)) }))
    .sort((a, b) => a.missing.length - b.missing.length || b.table.columns.size - a.table.columns.size)
  if (best === undefined) return NO_VARIANT
  const { table, missing } = best
  if (missing.length === 0) return table
  return { mismatch: describeMissing(table.variant, missing), recognised: table.columns.size }
}

/** Chooses the variant that fits a document best. */
export function chooseVariant(document: JsonObject, profile: Profile): Variant | Mismatch {
  const [best] = profile.variants
    .map((variant) => ({ variant, missing: missingTargets(variant, (target) => hasTarget(document, variant, target)) }))
    .sort((a, b) => a.missing.length - b.missing.length)
  if (best === undefined) return NO_VARIANT
  const { variant, missing } = best
  if (missing.length === 0) return variant
  return { mismatch: describeMissing(variant, missing), recognised: variant.required.length - missing.length }
}

/** How many targets of any variant a header fills. A header split at the right separator fills the most. */
export function recognisedTargets(header: readonly string[], profile: Profile): number {
  return Math.max(...profile.variants.map(({ columns }) => findTargetColumns(header, columns).size))
}

function missingTargets(variant: Variant, has: (target: Target) => boolean): readonly Target[] {
  return variant.required.filter((target) => !has(target))
}

function hasTarget(document: JsonObject, variant: Variant, target: Target): boolean {
  return variant.columns.some(
    ({ to, names }) => to === target && names.some((name) => lookUp(document, name) !== undefined),
  )
}

function describeMissing(variant: Variant, missing: readonly Target[]): string {
  const names = missing.map((target) => variant.columns.find(({ to }) => to === target)?.names[0] ?? target)
  return `It lacks ${names.join(', ')}, required by the variant "${variant.code}".`
}
