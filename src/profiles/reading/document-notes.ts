import type { Json, JsonObject } from '../formats/file-item.js'
import { isObject } from '../formats/json-document.js'
import type { Column, Target, Variant } from '../schema/profile.js'
import type { Member } from './find-members.js'
import type { ReadingNotes } from './reading-notes.js'
import { normaliseColumnName } from './target-row.js'

/** Hostile documents could have a field of a new name each. */
const MOST_FIELDS = 2000

/** Notes the fields of documents, each once, and which fields of the profile no document has. */
export class DocumentNotes {
  readonly #parts = new Map<Variant, { readonly household: FieldNotes; readonly member: FieldNotes }>()
  readonly #notes: ReadingNotes

  constructor(notes: ReadingNotes) {
    this.#notes = notes
  }

  /** Notes a document and its members; without members the document is the only one. */
  note(document: JsonObject, members: readonly Member[], variant: Variant): void {
    const { household, member: ofMember } = this.#partsOf(variant)
    if (variant.members !== undefined) household.note(document)
    for (const { member } of members) ofMember.note(member)
  }

  end(): void {
    for (const [variant, { household, member }] of this.#parts)
      this.#notes.noteMissingFields(variant, new Set([...household.targets, ...member.targets]))
  }

  #partsOf(variant: Variant) {
    let parts = this.#parts.get(variant)
    if (parts === undefined) {
      const { columns, members } = variant
      const household = columns.filter(({ of }) => of === 'household')
      const own = members === undefined ? columns : columns.filter(({ of }) => of === undefined)
      parts = {
        household: new FieldNotes(household, this.#notes, members),
        member: new FieldNotes(own, this.#notes),
      }
      this.#parts.set(variant, parts)
      this.#notes.noteVariant(variant)
    }
    return parts
  }
}

/** The fields of one part of documents: of households, or of members. */
class FieldNotes {
  readonly targets = new Set<Target>()
  readonly #seen = new Set<string>()
  /** The names of objects that the profile looks into. */
  readonly #paths: ReadonlySet<string>
  readonly #columns: readonly Column[]
  readonly #notes: ReadingNotes
  readonly #members: string | undefined

  constructor(columns: readonly Column[], notes: ReadingNotes, members?: string) {
    this.#columns = columns
    this.#notes = notes
    this.#members = members
    const names = columns.flatMap((column) => column.names)
    this.#paths = new Set(names.filter((name) => name.includes('.')).map((name) => name.slice(0, name.indexOf('.'))))
  }

  note(fields: JsonObject): void {
    for (const name in fields) {
      if (this.#paths.has(name)) this.#noteInner(name, fields[name])
      else this.#noteField(name)
    }
  }

  #noteInner(name: string, value: Json | undefined): void {
    if (isObject(value)) for (const inner in value) this.#noteField(`${name}.${inner}`)
    else this.#noteField(name)
  }

  #noteField(name: string): void {
    if (this.#seen.has(name) || this.#seen.size >= MOST_FIELDS) return
    this.#seen.add(name)
    if (this.#members !== undefined && isSame(name, this.#members)) return
    const columns = this.#columns.filter(({ names }) => names.some((own) => isSame(own, name)))
    const targets = [...new Set(columns.map(({ to }) => to))]
    for (const to of targets) this.targets.add(to)
    this.#notes.noteColumn(name, targets)
  }
}

function isSame(name: string, other: string): boolean {
  return normaliseColumnName(name) === normaliseColumnName(other)
}
