import { idsOutside } from '../../application/conflicts/outside-area.js'
import type { Call } from '../contract/route.js'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** What sources wrote, under any names: an id there is whatever the source says. */
const WRITTEN_BY_SOURCES: ReadonlySet<string> = new Set(['facts', 'values', 'house', 'record'])
/** Fields by which a part of an answer is about a person, household or conflict. */
const SUBJECTS = ['id', 'person_id', 'household_id'] as const

/**
 * A view as a key of an area may see it: persons, households and conflicts outside are left out, wherever they stand. Of
 * persons and households `outside_area` says how many were left out; of conflicts not even that.
 */
export async function insideArea<View>(
  { context, rights }: Pick<Call<unknown, unknown, unknown>, 'context' | 'rights'>,
  view: View,
): Promise<View> {
  if (rights.areaPrefix === undefined) return view
  const ids = new Set<string>()
  gather(view, ids)
  const outside = await idsOutside(context.registry.database.conn, [...ids], rights.areaPrefix)
  return outside.size === 0 ? view : (without(view, outside) as View)
}

function gather(view: unknown, ids: Set<string>): void {
  if (typeof view === 'string') {
    if (UUID.test(view)) ids.add(view)
  } else if (Array.isArray(view)) {
    for (const item of view) gather(item, ids)
  } else if (typeof view === 'object' && view !== null) {
    for (const [name, value] of Object.entries(view)) if (!WRITTEN_BY_SOURCES.has(name)) gather(value, ids)
  }
}

function without(view: unknown, outside: ReadonlySet<string>): unknown {
  if (typeof view === 'string') return outside.has(view) ? null : view
  if (Array.isArray(view)) return view.filter((item) => !isAbout(item, outside)).map((item) => without(item, outside))
  if (typeof view !== 'object' || view === null) return view
  const inside: Record<string, unknown> = {}
  let left = 0
  for (const [name, value] of Object.entries(view)) {
    if (WRITTEN_BY_SOURCES.has(name)) inside[name] = value
    else if (isAbout(value, outside)) inside[name] = null
    else inside[name] = without(value, outside)
    if (name !== 'conflicts' && Array.isArray(value)) left += value.filter((item) => isAbout(item, outside)).length
  }
  return left === 0 ? inside : { ...inside, outside_area: left }
}

/** Whether a part is an id from outside, or about a thing outside. */
function isAbout(part: unknown, outside: ReadonlySet<string>): boolean {
  if (typeof part === 'string') return outside.has(part)
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return false
  const { person } = part as { readonly person?: unknown }
  if (typeof person === 'object' && person !== null) return isAbout(person, outside)
  return SUBJECTS.some((name) => {
    const id = (part as Readonly<Record<string, unknown>>)[name]
    return typeof id === 'string' && (name !== 'household_id' || !('id' in part || 'source' in part)) && outside.has(id)
  })
}
