import type { Variant } from '../schema/profile.js'
import { lookUp, squeezeName } from './bound-row.js'
import type { JsonObject, RowError } from '../formats/file-item.js'
import { isObject } from '../formats/json-document.js'

/** A person in a document, with what was received of it: the household with this member alone. */
export interface Member {
  readonly member: JsonObject
  readonly raw: JsonObject
}

const NO_MEMBER: RowError = { code: 'JSON_SHAPE', detail: 'A member of the household must be a JSON object.' }

/** Gives the persons of a document: its members, or the document itself where the layout has none. */
export function findMembers(
  document: JsonObject,
  { members: path }: Variant,
): readonly (Member | RowError)[] | RowError {
  if (path === undefined) return [{ member: document, raw: document }]
  const members = lookUp(document, path)
  if (!Array.isArray(members) || members.length === 0)
    return { field: path, code: 'MEMBERS_MISSING', detail: 'The household has no list of members.' }
  const key = Object.keys(document).find((name) => squeezeName(name) === squeezeName(path)) ?? path
  return members.map((member: JsonObject) =>
    isObject(member) ? { member, raw: { ...document, [key]: [member] } } : NO_MEMBER,
  )
}
