import type { Column, Target, Variant } from '../schema/profile.js'
import { isObject } from '../formats/json-document.js'
import type { Json, JsonObject } from '../formats/file-item.js'

/** A row as its layout reads it. */
export interface BoundRow {
  /** What the list says for a target as text, '' when nothing. */
  text(target: Target): string
  /** Every value that columns give for a target, with what they show. */
  all(target: Target): readonly { readonly value: Json; readonly shows: string | undefined }[]
  /** The row as received. */
  readonly raw: JsonObject
}

const NOT_LETTER_OR_DIGIT = /[^\p{L}\p{N}]+/gu
const MOST_REMEMBERED_NAMES = 10_000
const squeezedNames = new Map<string, string>()

/** Gives a column's name without what varies in it: case, spaces, underscores, punctuation. */
export function squeezeName(name: string): string {
  const known = squeezedNames.get(name)
  if (known !== undefined) return known
  const squeezed = name.normalize('NFKC').toLowerCase().replace(NOT_LETTER_OR_DIGIT, '')
  if (squeezedNames.size < MOST_REMEMBERED_NAMES) squeezedNames.set(name, squeezed)
  return squeezed
}

/** The targets that a header fills, and by which columns; the likelier column first. */
export type CellLayout = ReadonlyMap<Target, readonly { readonly at: number; readonly shows: string | undefined }[]>

/** Finds the columns of a version in a header. Of two columns of one name the first counts. */
export function bindHeader(header: readonly string[], columns: readonly Column[]): CellLayout {
  const places = new Map<string, number>()
  header.forEach((name, at) => {
    const squeezed = squeezeName(name)
    if (!places.has(squeezed)) places.set(squeezed, at)
  })
  const layout = new Map<Target, { at: number; shows: string | undefined }[]>()
  for (const { names, to, shows } of columns) {
    const found = names.map((name) => places.get(squeezeName(name))).filter((at) => at !== undefined)
    if (found.length > 0) layout.set(to, [...(layout.get(to) ?? []), ...found.map((at) => ({ at, shows }))])
  }
  return layout
}

/** A row of a table under its header. */
export class CellRow implements BoundRow {
  readonly #header: readonly string[]
  readonly #layout: CellLayout
  readonly #variant: Variant
  readonly #cells: readonly string[]

  constructor(table: { header: readonly string[]; layout: CellLayout; variant: Variant }, cells: readonly string[]) {
    this.#header = table.header
    this.#layout = table.layout
    this.#variant = table.variant
    this.#cells = cells
  }

  text(target: Target): string {
    for (const { at } of this.#layout.get(target) ?? []) {
      const cell = this.#cells[at]
      if (cell !== undefined && cell !== '') return cell
    }
    return this.#variant.constants?.[target] ?? ''
  }

  all(target: Target): readonly { readonly value: Json; readonly shows: string | undefined }[] {
    return (this.#layout.get(target) ?? []).map(({ at, shows }) => ({ value: this.#cells[at] ?? '', shows }))
  }

  get raw(): JsonObject {
    return Object.fromEntries(this.#header.map((name, at) => [name, this.#cells[at] ?? '']))
  }
}

/** A person in a document; the household around the person is the document itself when the list has no members. */
export class DocumentRow implements BoundRow {
  readonly #variant: Variant
  readonly #member: JsonObject
  readonly #household: JsonObject
  readonly raw: JsonObject

  constructor(variant: Variant, document: { member: JsonObject; household: JsonObject; raw: JsonObject }) {
    this.#variant = variant
    this.#member = document.member
    this.#household = document.household
    this.raw = document.raw
  }

  text(target: Target): string {
    for (const { value } of this.all(target)) {
      const text = textOf(value)
      if (text !== '') return text
    }
    return this.#variant.constants?.[target] ?? ''
  }

  all(target: Target): readonly { readonly value: Json; readonly shows: string | undefined }[] {
    return columnsTo(this.#variant, target).flatMap(({ names, of, shows }) => {
      const document = of === 'household' ? this.#household : this.#member
      return names
        .map((name) => lookUp(document, name))
        .filter((value) => value !== undefined)
        .map((value) => ({ value, shows }))
    })
  }
}

const columnsByTarget = new WeakMap<Variant, ReadonlyMap<Target, readonly Column[]>>()

function columnsTo(variant: Variant, target: Target): readonly Column[] {
  let columns = columnsByTarget.get(variant)
  if (columns === undefined) {
    columns = groupByTarget(variant.columns)
    columnsByTarget.set(variant, columns)
  }
  return columns.get(target) ?? []
}

/** Finds a value by a path with dots, or undefined. A name that itself holds a dot is found as a whole. */
export function lookUp(document: JsonObject, path: string): Json | undefined {
  const whole = member(document, path)
  if (whole !== undefined || !path.includes('.')) return whole
  let value: Json | undefined = document
  for (const name of path.split('.')) {
    if (!isObject(value)) return undefined
    value = member(value, name)
  }
  return value
}

function member(document: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(document, name)) return document[name]
  const squeezed = squeezeName(name)
  for (const key in document) if (squeezeName(key) === squeezed) return document[key]
  return undefined
}

/** Gives a value as text, '' for what is no single value. */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function groupByTarget(columns: readonly Column[]): ReadonlyMap<Target, readonly Column[]> {
  const groups = new Map<Target, Column[]>()
  for (const column of columns) groups.set(column.to, [...(groups.get(column.to) ?? []), column])
  return groups
}
