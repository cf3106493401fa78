import type { Profile, Target, Variant } from '../schema/profile.js'
import { bindHeader, type CellLayout, lookUp } from './bound-row.js'
import type { JsonObject } from '../formats/file-item.js'

/** A header with the version of the layout that it fits. */
export interface Table {
  readonly header: readonly string[]
  readonly variant: Variant
  readonly layout: CellLayout
}

/** Chooses the version of a layout that fits a header best; or says in a sentence what the likeliest one lacks. */
export function chooseTable(
  header: readonly string[],
  profile: Profile,
): Table | { readonly lacks: string; readonly recognised: number } {
  const tables = profile.variants.map((variant) => ({ header, variant, layout: bindHeader(header, variant.columns) }))
  const [best] = tables
    .map((table) => ({ table, missing: missingTargets(table.variant, (target) => table.layout.has(target)) }))
    .sort((a, b) => a.missing.length - b.missing.length || b.table.layout.size - a.table.layout.size)
  if (best === undefined) return { lacks: 'The profile has no layout.', recognised: 0 }
  if (best.missing.length === 0) return best.table
  return { lacks: lackOf(best.table.variant, best.missing), recognised: best.table.layout.size }
}

/** Chooses the version that fits a document; or says in a sentence what the likeliest one lacks. */
export function chooseVariant(document: JsonObject, profile: Profile): Variant | { readonly lacks: string } {
  const [best] = profile.variants
    .map((variant) => ({ variant, missing: missingTargets(variant, (target) => hasTarget(document, variant, target)) }))
    .sort((a, b) => a.missing.length - b.missing.length)
  if (best === undefined) return { lacks: 'The profile has no layout.' }
  return best.missing.length === 0 ? best.variant : { lacks: lackOf(best.variant, best.missing) }
}

/** How many targets of any version a header fills: the more, the likelier was it split at the right separator. */
export function recognisedTargets(header: readonly string[], profile: Profile): number {
  return Math.max(...profile.variants.map(({ columns }) => bindHeader(header, columns).size))
}

function missingTargets(variant: Variant, has: (target: Target) => boolean): readonly Target[] {
  return variant.required.filter((target) => !has(target))
}

function hasTarget(document: JsonObject, variant: Variant, target: Target): boolean {
  return variant.columns.some(
    ({ to, names }) => to === target && names.some((name) => lookUp(document, name) !== undefined),
  )
}

function lackOf(variant: Variant, missing: readonly Target[]): string {
  const names = missing.map((target) => variant.columns.find(({ to }) => to === target)?.names[0] ?? target)
  return `It lacks ${names.join(', ')}, which the layout "${variant.code}" has.`
}
