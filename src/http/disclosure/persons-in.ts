const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Fields of answers that hold ids of persons, alone or in lists. */
const PERSON_IDS: ReadonlySet<string> = new Set([
  'person_id',
  'person_ids',
  'person_before',
  'person_after',
  'head_id',
  'head_before',
  'head_after',
  'members_before',
  'members_after',
  'company',
  'parts',
])
/** Under these names stand persons, each with its own `id`; in effects also the `others` that it merged with or split into. */
const PERSONS: ReadonlySet<string> = new Set(['person', 'persons', 'members', 'deceased', 'absent'])
/** What sources wrote, under any names: an id there is whatever the source says. */
const WRITTEN_BY_SOURCES: ReadonlySet<string> = new Set(['facts', 'values', 'house', 'record'])

/** The ids of all persons that an answer shows, each once. */
export function personsIn(view: unknown): readonly string[] {
  const ids = new Set<string>()
  gather(view, '', ids)
  return [...ids]
}

function gather(view: unknown, under: string, ids: Set<string>): void {
  if (typeof view !== 'object' || view === null) return
  if (Array.isArray(view)) {
    for (const item of view) gather(item, under, ids)
    return
  }
  const isPerson = PERSONS.has(under)
  for (const [name, value] of Object.entries(view)) {
    if (PERSON_IDS.has(name) || (isPerson && (name === 'id' || name === 'others'))) addIds(value, ids)
    else if (!WRITTEN_BY_SOURCES.has(name)) gather(value, name, ids)
  }
}

function addIds(value: unknown, ids: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) addIds(item, ids)
  else if (typeof value === 'string' && UUID.test(value)) ids.add(value)
}
