import type { JsonObject } from '../formats/file-item.js'
import { isObject } from '../formats/json-document.js'
import type { Column, Target, Variant } from '../schema/profile.js'
import type { Member } from './find-members.js'
import type { ReadingNotes } from './reading-notes.js'
import { normaliseColumnName } from './target-row.js'

/** Hostile documents could have a field of a new name each. */
const MOST_FIELDS = 2000

/** Notes the fields of documents, each once, and which fields of the profile no document has. */
export class DocumentNotes {
  readonly #seen = new Set<string>()
  readonly #found = new Map<Variant, Set<Target>>()
  readonly #notes: ReadingNotes

  constructor(notes: ReadingNotes) {
    this.#notes = notes
  }

  /** Notes a document and its members; without members the document is the only one. */
  note(document: JsonObject, members: readonly Member[], variant: Variant): void {
    this.#notes.noteVariant(variant)
    if (!this.#found.has(variant)) this.#found.set(variant, new Set())
    const isHousehold = variant.members !== undefined
    if (isHousehold) this.#noteFields(document, variant, ({ of }) => of === 'household')
    for (const { member } of members) this.#noteFields(member, variant, ({ of }) => !isHousehold || of === undefined)
  }

  end(): void {
    for (const [variant, found] of this.#found) this.#notes.noteMissingFields(variant, found)
  }

  #noteFields(fields: JsonObject, variant: Variant, isOfThem: (column: Column) => boolean): void {
    for (const name in fields) {
      const value = fields[name]
      if (isObject(value) && hasPath(name, variant))
        for (const inner in value) this.#noteField(`${name}.${inner}`, variant, isOfThem)
      else this.#noteField(name, variant, isOfThem)
    }
  }

  #noteField(name: string, variant: Variant, isOfThem: (column: Column) => boolean): void {
    const key = `${variant.code}\n${name}`
    if (this.#seen.has(key) || this.#seen.size >= MOST_FIELDS) return
    this.#seen.add(key)
    if (variant.members !== undefined && isSame(name, variant.members)) return
    const columns = variant.columns.filter(
      (column) => isOfThem(column) && column.names.some((own) => isSame(own, name)),
    )
    const targets = [...new Set(columns.map(({ to }) => to))]
    for (const to of targets) this.#found.get(variant)?.add(to)
    this.#notes.noteColumn(name, targets)
  }
}

function isSame(name: string, other: string): boolean {
  return normaliseColumnName(name) === normaliseColumnName(other)
}

/** Whether the profile looks into the object of this name. */
function hasPath(name: string, { columns }: Variant): boolean {
  return columns.some(({ names }) => names.some((path) => path.startsWith(`${name}.`)))
}
