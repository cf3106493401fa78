import type { Column, Target, Variant } from '../schema/profile.js'
import { isObject } from '../formats/json-document.js'
import type { Json, JsonObject } from '../formats/file-item.js'

/** A row whose values are read by the targets of its profile. */
export interface TargetRow {
  /** The first filled value of a target as text; '' where there is none. */
  text(target: Target): string
  /** The values of all columns of a target. */
  all(target: Target): readonly { readonly value: Json; readonly shows: string | undefined }[]
  /** The row as received. */
  readonly raw: JsonObject
}

const NOT_LETTER_OR_DIGIT = /[^\p{L}\p{N}]+/gu
/** `TGL LAHIR (HH/BB/TTTT)`, `NIK [16 digit]` */
const REMARK = /[([][^()[\]]*[)\]]/g
const MOST_CACHED_NAMES = 10_000
const normalisedNames = new Map<string, string>()

/** Returns a column's name in lower case without spaces, underscores and punctuation. */
export function normaliseColumnName(name: string): string {
  const cached = normalisedNames.get(name)
  if (cached !== undefined) return cached
  const normalised = plainColumnName(name)
  if (normalisedNames.size < MOST_CACHED_NAMES) normalisedNames.set(name, normalised)
  return normalised
}

/** The same without a cache, for texts that are seldom names. */
export function plainColumnName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(NOT_LETTER_OR_DIGIT, '')
}

/** The columns of a header that fill each target, the likelier column first; `at` counts from 0. */
export type TargetColumns = ReadonlyMap<Target, readonly { readonly at: number; readonly shows: string | undefined }[]>

/** Returns a column's name without what stands in brackets. */
export function withoutRemark(name: string): string {
  return name.replace(REMARK, '')
}

/** The first place of each name in a header; a name without its remark counts only where no column has it itself. */
function placesOf(header: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const names of [header, header.map(withoutRemark)]) {
    for (const [at, name] of names.entries()) {
      const normalised = normaliseColumnName(name)
      if (normalised !== '' && !places.has(normalised)) places.set(normalised, at)
    }
  }
  return places
}

/** Finds the columns of a variant in a header. Of two columns with the same name the first counts. */
export function findTargetColumns(header: readonly string[], columns: readonly Column[]): TargetColumns {
  const places = placesOf(header)
  const targets = new Map<Target, { at: number; shows: string | undefined }[]>()
  for (const { names, to, shows } of columns) {
    const normalised = [...new Set(names.map(normaliseColumnName))]
    const found = normalised.map((name) => places.get(name)).filter((at) => at !== undefined)
    if (found.length > 0) targets.set(to, [...(targets.get(to) ?? []), ...found.map((at) => ({ at, shows }))])
  }
  return targets
}

interface TableHeader {
  readonly header: readonly string[]
  readonly columns: TargetColumns
  readonly variant: Variant
}

/** A row of a table under its header; `received` holds the cells as they came, where they are read otherwise. */
export class TableRow implements TargetRow {
  readonly #table: TableHeader
  readonly #cells: readonly string[]
  readonly #received: readonly string[]

  constructor(table: TableHeader, cells: readonly string[], received = cells) {
    this.#table = table
    this.#cells = cells
    this.#received = received
  }

  text(target: Target): string {
    for (const { at } of this.#table.columns.get(target) ?? []) {
      const cell = this.#cells[at]
      if (cell !== undefined && cell !== '') return cell
    }
    return this.#table.variant.constants?.[target] ?? ''
  }

  all(target: Target): readonly { readonly value: Json; readonly shows: string | undefined }[] {
    return (this.#table.columns.get(target) ?? []).map(({ at, shows }) => ({ value: this.#cells[at] ?? '', shows }))
  }

  get raw(): JsonObject {
    return Object.fromEntries(this.#table.header.map((name, at) => [name, this.#received[at] ?? '']))
  }
}

/** A person in a JSON document; `household` is the document itself where the variant has no members. */
export class DocumentRow implements TargetRow {
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

/** Finds a value by a path with dots. A name that contains a dot itself is found as a whole. */
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
  const normalised = normaliseColumnName(name)
  for (const key in document) if (normaliseColumnName(key) === normalised) return document[key]
  return undefined
}

/** Returns a scalar as text; '' for null, arrays and objects. */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function groupByTarget(columns: readonly Column[]): ReadonlyMap<Target, readonly Column[]> {
  const groups = new Map<Target, Column[]>()
  for (const column of columns) groups.set(column.to, [...(groups.get(column.to) ?? []), column])
  return groups
}
