import { type Encoding, type FileFormat, type Profile, type Separator, SEPARATORS } from '../schema/profile.js'
import { recognisedTargets } from './choose-variant.js'
import { CsvSplitter } from '../formats/csv-splitter.js'
import { decodeText } from '../formats/decode-text.js'
import type { FileItem, Limits, RowError, RowErrorCode } from '../formats/file-item.js'
import { MOST_TITLE_ROWS } from './header-reader.js'
import { JsonSplitter, NdjsonSplitter } from '../formats/json-splitter.js'
import { xlsxRows } from '../formats/xlsx-rows.js'

/** The characters that decide the form of a text; a longer header is not recognised. */
const SAMPLE_CHARACTERS = 1 << 16
const LONGEST_SIGNATURE = 4
const ZIP = 'PK'
/** The signature of old and encrypted workbooks. */
const COMPOUND_FILE = '\u00d0\u00cf\u0011\u00e0'
const BLANK_START = /^[\s\uFEFF]*/

/** The detected form of a file. */
export interface FileForm {
  format: FileFormat
  encoding?: Encoding
  separator?: Separator
}

export interface ReadItemsOptions {
  readonly profile: Profile
  readonly format: FileFormat | undefined
  readonly encoding: Encoding | undefined
  readonly limits: Limits
  readonly onForm: (form: FileForm) => void
}

interface Splitter {
  push(text: string): Iterable<FileItem>
  end(): Iterable<FileItem>
}

function refusal(code: RowErrorCode, detail: string): FileItem {
  const error: RowError = { code, detail }
  return { kind: 'refusal', line: 1, error }
}

/** Splits a file into rows of cells or documents. Its bytes override the declared format. */
export async function* readItems(
  input: AsyncIterable<Uint8Array>,
  options: ReadItemsOptions,
): AsyncGenerator<FileItem, void> {
  const { head, stream } = await peek(input)
  const signature = Buffer.from(head.subarray(0, LONGEST_SIGNATURE)).toString('latin1')
  if (head.length === 0) yield refusal('FILE_EMPTY', 'The file is empty.')
  else if (signature === COMPOUND_FILE)
    yield refusal(
      'XLSX_UNREADABLE',
      'The workbook is encrypted or older than XLSX. Save it as XLSX without a password.',
    )
  else if (signature.startsWith(ZIP) || options.format === 'xlsx') {
    options.onForm({ format: 'xlsx' })
    yield* xlsxRows(stream, options.limits)
  } else yield* readText(stream, options)
}

async function peek(
  input: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; stream: AsyncGenerator<Uint8Array, void> }> {
  const rest = input[Symbol.asyncIterator]()
  let head = new Uint8Array(0)
  while (head.length < LONGEST_SIGNATURE) {
    const next = await rest.next()
    if (next.done === true) break
    head = head.length === 0 ? new Uint8Array(next.value) : Buffer.concat([head, next.value])
  }
  return { head, stream: withHead(head, rest) }
}

/** Closes the input also when reading ends early. */
async function* withHead(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  try {
    yield head
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

async function* readText(stream: AsyncIterable<Uint8Array>, options: ReadItemsOptions): AsyncGenerator<FileItem, void> {
  // A long start of plain ASCII leaves the encoding open, so it can be set after the form was reported.
  const detected: { encoding?: Encoding } = {}
  const onEncoding = (encoding: Encoding) => {
    detected.encoding = encoding
  }
  const texts = decodeText(stream, options.encoding ?? options.profile.encoding, onEncoding)
  try {
    const sample = await takeSample(texts)
    const chosen = chooseSplitter(sample, options)
    if ('kind' in chosen) {
      yield chosen
      return
    }
    options.onForm(Object.assign(detected, chosen.form))
    const { splitter } = chosen
    yield* splitter.push(sample)
    for await (const text of texts) yield* splitter.push(text)
    yield* splitter.end()
  } finally {
    // Closes the input also when reading ends early.
    await texts.return(undefined)
  }
}

async function takeSample(texts: AsyncGenerator<string, void>): Promise<string> {
  let sample = ''
  while (sample.length < SAMPLE_CHARACTERS) {
    const next = await texts.next()
    if (next.done === true) break
    sample += next.value
  }
  return sample
}

function chooseSplitter(
  sample: string,
  { profile, format, limits }: ReadItemsOptions,
): FileItem | { splitter: Splitter; form: FileForm } {
  const text = sample.replace(BLANK_START, '')
  if (text === '') return refusal('FILE_EMPTY', 'The file is empty.')
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
