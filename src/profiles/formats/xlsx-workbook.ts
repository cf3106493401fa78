import type { DateSystem, FileItem, Limits } from './file-item.js'
import { UnreadableFile } from './unreadable-file.js'
import { type Archive, openArchive } from './xlsx-archive.js'
import { IdleBudget } from './xlsx-limits.js'
import { type MergedRows, readMergedRows } from './xlsx-merges.js'
import { readSheet, type SheetContext } from './xlsx-sheet.js'
import { readSharedTexts } from './xlsx-texts.js'
import { type Element, readElements } from './xlsx-xml.js'

const SMALL_PART_BYTES = 1 << 22
const WORKBOOK = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'
const SHARED_TEXTS = 'xl/sharedStrings.xml'
const SHARED_TEXTS_BYTES = 1 << 28
/** Each is opened to find its header. */
const MOST_SHEETS = 300
/** Of all sheets together; they stay in memory while the workbook is read. */
const MOST_MERGES = 500_000
const TRUE = /^(?:1|true|on)$/i

/** A sheet of a workbook; `rows` reads it from its first row, at each call. */
export interface Sheet {
  readonly name: string
  readonly isHidden: boolean
  rows(): AsyncGenerator<FileItem, void>
}

export interface Workbook {
  /** In the order of their tabs. */
  readonly sheets: readonly Sheet[]
  readonly dates: DateSystem
}

/** Opens an XLSX workbook. Throws an UnreadableFile where it is none, is damaged or is too large. */
export async function openWorkbook(input: AsyncIterable<Uint8Array>, limits: Limits): Promise<Workbook> {
  const archive = await openArchive(input)
  if (!archive.has(WORKBOOK)) throw new UnreadableFile('XLSX_UNREADABLE', `The file is ${otherName(archive)}.`)
  const elements = await readElements(await archive.open(WORKBOOK, SMALL_PART_BYTES), ['sheet', 'workbookPr'])
  const paths = await sheetPaths(archive)
  const named = elements.filter(({ name }) => name === 'sheet').map((element) => placed(element, paths))
  const found = named.filter((sheet) => sheet.path !== undefined)
  if (found.length === 0) throw new UnreadableFile('XLSX_UNREADABLE', 'The workbook has no sheet.')
  if (found.length > MOST_SHEETS)
    throw new UnreadableFile('XLSX_TOO_LARGE', `The workbook has more than ${MOST_SHEETS} sheets. Send it in parts.`)
  const budget = new IdleBudget()
  const shared = archive.has(SHARED_TEXTS)
    ? await readSharedTexts(await archive.open(SHARED_TEXTS, SHARED_TEXTS_BYTES), budget)
    : []
  const reader = new SheetReader(archive, { shared, limits, budget })
  const sheets = found.map(({ path = '', ...sheet }) => ({ ...sheet, rows: () => reader.rows(path) }))
  const is1904 = elements.some(({ attributes }) => TRUE.test(attributes.get('date1904') ?? ''))
  return { sheets, dates: is1904 ? 1904 : 1900 }
}

function otherName(archive: Archive): string {
  if (archive.has('content.xml')) return 'an OpenDocument sheet (ODS). Save it as XLSX or CSV'
  if (archive.has('xl/workbook.bin')) return 'a binary workbook (XLSB). Save it as XLSX or CSV'
  return 'a ZIP archive without an XLSX workbook. Send the table itself'
}

/** The paths of the sheets by the ids of their relations; file numbers need not follow the order of the sheets. */
async function sheetPaths(archive: Archive): Promise<ReadonlyMap<string, string>> {
  const relations = await readElements(await archive.open(RELATIONS, SMALL_PART_BYTES), ['Relationship'])
  return new Map(
    relations.flatMap(({ attributes }): [string, string][] => {
      const type = attributes.get('Type') ?? ''
      const target = attributes.get('Target') ?? ''
      // A sheet that is one diagram has no rows.
      const isSheet = target !== '' && (type === '' || type.endsWith('/worksheet'))
      return isSheet ? [[attributes.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`]] : []
    }),
  )
}

function placed({ attributes }: Element, paths: ReadonlyMap<string, string>) {
  const id = [...attributes].find(([name]) => name === 'id' || name.endsWith(':id'))?.[1] ?? ''
  const state = attributes.get('state') ?? 'visible'
  return { name: attributes.get('name') ?? '', isHidden: state !== 'visible', path: paths.get(id) }
}

/** Reads sheets; the merged ranges of each are searched for once. */
class SheetReader {
  #mergesLeft = MOST_MERGES
  readonly #merges = new Map<string, readonly MergedRows[]>()
  readonly #archive: Archive
  readonly #context: Omit<SheetContext, 'merges'>

  constructor(archive: Archive, context: Omit<SheetContext, 'merges'>) {
    this.#archive = archive
    this.#context = context
  }

  async *rows(path: string): AsyncGenerator<FileItem, void> {
    const merges = await this.#mergesOf(path)
    yield* readSheet(await this.#archive.open(path), { ...this.#context, merges })
  }

  async #mergesOf(path: string): Promise<readonly MergedRows[]> {
    const known = this.#merges.get(path)
    if (known !== undefined) return known
    const bounds = { columns: this.#context.limits.columns, most: this.#mergesLeft }
    const merges = await readMergedRows(await this.#archive.open(path), bounds)
    this.#mergesLeft -= merges.length
    this.#merges.set(path, merges)
    return merges
  }
}
