import type { Variant } from '../schema/profile.js'
import { lookUp, normaliseColumnName } from './target-row.js'
import type { JsonObject, RowError } from '../formats/file-item.js'
import { isObject } from '../formats/json-document.js'

/** A person in a document; `raw` is the document with this member alone. */
export interface Member {
  readonly member: JsonObject
  readonly raw: JsonObject
}

const NO_MEMBER: RowError = { code: 'JSON_SHAPE', detail: 'Each member of a household must be a JSON object.' }

/** Returns the members of a document, or the document itself where the variant has no members. */
export function findMembers(
  document: JsonObject,
  { members: path }: Variant,
): readonly (Member | RowError)[] | RowError {
  if (path === undefined) return [{ member: document, raw: document }]
  const members = lookUp(document, path)
  if (!Array.isArray(members) || members.length === 0)
    return {
      field: path,
      code: 'MEMBERS_MISSING',
      detail: 'The household has no members. Send them as an array in this field.',
    }
  const key = Object.keys(document).find((name) => normaliseColumnName(name) === normaliseColumnName(path)) ?? path
  return members.map((member: JsonObject) =>
    isObject(member) ? { member, raw: { ...document, [key]: [member] } } : NO_MEMBER,
  )
}
