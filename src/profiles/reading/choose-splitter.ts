import { type FileFormat, type Profile, type Separator, SEPARATORS } from '../schema/profile.js'
import { recognisedTargets } from './choose-variant.js'
import type { FileForm } from '../formats/file-form.js'
import { CsvSplitter } from '../formats/csv-splitter.js'
import type { FileItem, Limits, RowError, RowErrorCode } from '../formats/file-item.js'
import { foreignText } from '../formats/foreign-file.js'
import { JsonSplitter, NdjsonSplitter } from '../formats/json-splitter.js'
import { MOST_TITLE_ROWS } from './header-reader.js'

const BLANK_START = /^[\s\uFEFF]*/

export interface Splitter {
  push(text: string): Iterable<FileItem>
  end(): Iterable<FileItem>
}

/** An item that ends the file. */
export function refusal(code: RowErrorCode, detail: string): FileItem {
  const error: RowError = { code, detail }
  return { kind: 'refusal', line: 1, error }
}

/** What decides how a text is split. */
export interface SplitterOptions {
  readonly profile: Profile
  readonly format: FileFormat | undefined
  readonly limits: Limits
  /** The name of the sheet to read. */
  readonly sheet: string | undefined
}

/** Chooses how to split a text by its beginning; a refusal where it is no table and no document. */
export function chooseSplitter(
  sample: string,
  { profile, format, limits, sheet }: SplitterOptions,
): FileItem | { splitter: Splitter; form: FileForm } {
  const text = sample.replace(BLANK_START, '')
  if (text === '') return refusal('FILE_EMPTY', 'The file is empty.')
  const foreign = foreignText(text)
  if (foreign !== undefined) return refusal('FILE_FOREIGN', foreign)
  if (format === 'xlsx') return refusal('XLSX_UNREADABLE', 'The file is not an XLSX workbook.')
  if (sheet !== undefined) return refusal('SHEET_UNKNOWN', 'The file is not a workbook, so it has no sheets.')
  const isJson = text.startsWith('{') || text.startsWith('[')
  if ((format === 'json' || format === 'ndjson') && !isJson)
    return refusal('JSON_UNREADABLE', 'The file is not JSON although its content type is.')
  if (isJson && format !== 'csv') return chooseJsonSplitter(text, limits)
  const lineEnd = sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r'
  const separator = chooseSeparator(sample, lineEnd, profile)
  return { splitter: new CsvSplitter({ separator, lineEnd }, limits), form: { format: 'csv', separator } }
}

/** Documents on one line each are read by line whatever the declared format, so that a broken one costs one line. */
function chooseJsonSplitter(text: string, limits: Limits): { splitter: Splitter; form: FileForm } {
  const lines = text
    .split('\n', 3)
    .map((line) => line.trim())
    .slice(0, 2)
  const isByLine = text.startsWith('{') && lines.some((line) => line.startsWith('{') && line.endsWith('}'))
  if (isByLine) return { splitter: new NdjsonSplitter(limits), form: { format: 'ndjson' } }
  return { splitter: new JsonSplitter(limits), form: { format: 'json' } }
}

/** Returns the separator at which the first lines have the most columns of the profile, by default the profile's own. */
function chooseSeparator(sample: string, lineEnd: string, profile: Profile): Separator {
  const declared = profile.separator ?? ','
  const lines = sample.split(lineEnd, MOST_TITLE_ROWS)
  const counts = [declared, ...SEPARATORS].map((separator) => {
    const recognised = lines.map((line) => recognisedTargets(splitHeader(line, separator), profile))
    return { separator, count: Math.max(...recognised) }
  })
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator
}

function splitHeader(line: string, separator: string): readonly string[] {
  return line.split(separator).map((name) => name.trim().replace(/^"|"$/g, ''))
}
