import type { SheetState } from '../../domain/registry/records/batch-reading.js'
import type { Limits } from '../formats/file-item.js'
import { UnreadableFile } from '../formats/unreadable-file.js'
import type { Sheet, Workbook } from '../formats/xlsx-workbook.js'
import type { Profile, Target } from '../schema/profile.js'
import type { Table } from './choose-variant.js'
import { shownName } from './column-names.js'
import { HeaderReader, MOST_TITLE_ROWS } from './header-reader.js'

/** The sheets to read, and what becomes of each sheet of the workbook. */
export interface ChosenSheets {
  readonly read: readonly Sheet[]
  readonly states: readonly { readonly name: string; readonly state: SheetState }[]
}

/** Rows below a header that a second row of it or its first record takes. */
const ROWS_BELOW_HEADER = 3
/** Notes have one cell a row, a table has several. */
const FEWEST_CELLS = 2
const FEWEST_ROWS = 2
const MOST_SHOWN_NAMES = 20
/** Fields that all sheets must have or lack alike: rows of one sheet would otherwise lack them without a word. */
const AGREED: readonly Target[] = ['source_key', 'name', 'nik', 'kk', 'dob', 'sex', 'household_ref']

/** How a sheet begins: its table, or no header of the profile, and whether it has rows at all. */
interface Beginning {
  readonly sheet: Sheet
  readonly table: Table | undefined
  readonly isTable: boolean
}

/**
 * Chooses the sheets of a workbook to read: the one asked for by name; else the visible ones with a table, if their headers
 * agree. A hidden sheet is never read. Throws an UnreadableFile that names the sheets where they differ or none is left.
 */
export async function chooseSheets(
  { sheets }: Workbook,
  {
    profile,
    limits,
    asked,
  }: { readonly profile: Profile; readonly limits: Limits; readonly asked: string | undefined },
): Promise<ChosenSheets> {
  const visible = sheets.filter(({ isHidden }) => !isHidden)
  const wanted = asked === undefined ? visible : [findSheet(visible, asked)]
  const beginnings: Beginning[] = []
  for (const sheet of wanted) beginnings.push(await readBeginning(sheet, profile, limits))
  const read = asked === undefined ? agreeing(beginnings) : wanted
  if (read.length === 0)
    throw new UnreadableFile('SHEET_MISSING', `The workbook has no visible sheet with a table. ${hiddenText(sheets)}`)
  const stateOf = (sheet: Sheet): SheetState => {
    if (read.includes(sheet)) return 'read'
    if (sheet.isHidden) return 'hidden'
    return asked === undefined ? 'without_table' : 'not_asked'
  }
  return { read, states: sheets.map((sheet) => ({ name: sheet.name, state: stateOf(sheet) })) }
}

function findSheet(visible: readonly Sheet[], asked: string): Sheet {
  const key = keyOf(asked)
  const found = visible.find(({ name }) => keyOf(name) === key)
  if (found === undefined)
    throw new UnreadableFile(
      'SHEET_UNKNOWN',
      `The workbook has no visible sheet of that name. It has ${namesText(visible)}.`,
    )
  return found
}

/** Spreadsheets hold names apart without regard to case. */
function keyOf(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}

async function readBeginning(sheet: Sheet, profile: Profile, limits: Limits): Promise<Beginning> {
  const header = new HeaderReader(profile, limits, { onTable: () => undefined, onPassedOver: () => undefined })
  let rows = 0
  let wide = 0
  let below = 0
  for await (const item of sheet.rows()) {
    if (item.kind !== 'cells') continue
    rows++
    if (item.cells.filter((cell) => cell.trim() !== '').length >= FEWEST_CELLS) wide++
    const outcome = header.read(item.cells, item.line)
    if (!header.isOpen) below++
    if ((outcome !== undefined && 'errors' in outcome) || below > ROWS_BELOW_HEADER || rows > 2 * MOST_TITLE_ROWS) break
  }
  const { table } = header
  return { sheet, table, isTable: table === undefined ? wide >= FEWEST_ROWS : below > 1 }
}

/** The sheets with a table. A workbook with a single sheet of rows is read whatever they are, so that its refusal says why. */
function agreeing(beginnings: readonly Beginning[]): readonly Sheet[] {
  const tables = beginnings.filter(({ isTable }) => isTable)
  const found = tables.length > 0 ? tables : beginnings.slice(0, 1)
  const forms = new Set(found.map(({ table }) => formOf(table)))
  if (forms.size > 1)
    throw new UnreadableFile(
      'SHEETS_DIFFERENT',
      `The sheets ${namesText(found.map(({ sheet }) => sheet))} have different columns. Name the one to read by ?sheet=NAME, ` +
        'or hide the others.',
    )
  return found.map(({ sheet }) => sheet)
}

function formOf(table: Table | undefined): string {
  if (table === undefined) return ''
  return [table.variant.code, ...AGREED.filter((target) => table.columns.has(target))].join('\n')
}

function namesText(sheets: readonly Sheet[]): string {
  const names = sheets.slice(0, MOST_SHOWN_NAMES).map(({ name }) => `"${shownName(name)}"`)
  const more = sheets.length - names.length
  return names.length === 0 ? 'none' : `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function hiddenText(sheets: readonly Sheet[]): string {
  const hidden = sheets.filter(({ isHidden }) => isHidden)
  return hidden.length === 0 ? 'Fill it in.' : `Hidden sheets are not read: ${namesText(hidden)}. Show the right one.`
}
