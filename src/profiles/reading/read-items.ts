import type { Encoding } from '../schema/profile.js'
import { decodeText } from '../formats/decode-text.js'
import type { FileItem } from '../formats/file-item.js'
import { foreignSignature } from '../formats/foreign-file.js'
import { gunzip } from '../formats/gunzip.js'
import { UnreadableFile } from '../formats/unreadable-file.js'
import { openWorkbook } from '../formats/xlsx-workbook.js'
import { type ChosenSheets, chooseSheets } from './choose-sheets.js'
import { chooseSplitter, refusal, type SplitterOptions } from './choose-splitter.js'
import type { FileForm } from '../formats/file-form.js'

/** The characters that decide the form of a text; a longer header is not recognised. */
const SAMPLE_CHARACTERS = 1 << 16
const LARGE_PIECE = 1 << 15
const LONGEST_SIGNATURE = 4
const ZIP = 'PK'
const GZIP = '\u001f\u008b'
/** A packed file may be sent with a packed body. */
const MOST_PACKINGS = 2
/** The signature of old and encrypted workbooks. */
const COMPOUND_FILE = '\u00d0\u00cf\u0011\u00e0'

export interface ReadItemsOptions extends SplitterOptions {
  readonly encoding: Encoding | undefined
  readonly onSheets: (states: ChosenSheets['states']) => void
  readonly onForm: (form: FileForm) => void
}

/** Splits a file into rows of cells or documents. Its bytes override the declared format; a packed file is unpacked. */
export async function* readItems(
  input: AsyncIterable<Uint8Array>,
  options: ReadItemsOptions,
): AsyncGenerator<FileItem, void> {
  try {
    yield* readPacked(input, options, MOST_PACKINGS)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    yield refusal(error.code, error.message)
  }
}

async function* readPacked(
  input: AsyncIterable<Uint8Array>,
  options: ReadItemsOptions,
  packings: number,
): AsyncGenerator<FileItem, void> {
  const rest = input[Symbol.asyncIterator]()
  try {
    const head = await readHead(rest)
    yield* readBySignature({ head, stream: withHead(head, rest) }, options, packings)
  } finally {
    // Closes the input also when reading ends early.
    await rest.return?.()
  }
}

async function* readBySignature(
  { head, stream }: { readonly head: Uint8Array; readonly stream: AsyncIterable<Uint8Array> },
  options: ReadItemsOptions,
  packings: number,
): AsyncGenerator<FileItem, void> {
  const signature = Buffer.from(head.subarray(0, LONGEST_SIGNATURE)).toString('latin1')
  const foreign = foreignSignature(signature)
  if (head.length === 0) yield refusal('FILE_EMPTY', 'The file is empty.')
  else if (signature.startsWith(GZIP) && packings > 0) yield* readPacked(gunzip(stream), options, packings - 1)
  else if (signature === COMPOUND_FILE)
    yield refusal(
      'XLSX_UNREADABLE',
      'The workbook is encrypted or older than XLSX (.xls). Save it as XLSX without a password.',
    )
  else if (foreign !== undefined) yield refusal('FILE_FOREIGN', foreign)
  else if (signature.startsWith(ZIP)) {
    options.onForm({ format: 'xlsx' })
    yield* readWorkbook(stream, options)
  } else yield* readText(stream, options)
}

/** The rows of the chosen sheets, one sheet after the other. */
async function* readWorkbook(
  stream: AsyncIterable<Uint8Array>,
  { profile, limits, sheet: asked, onSheets }: ReadItemsOptions,
): AsyncGenerator<FileItem, void> {
  const workbook = await openWorkbook(stream, limits)
  const { read, states } = await chooseSheets(workbook, { profile, limits, asked })
  onSheets(states)
  for (const sheet of read) {
    yield { kind: 'sheet', line: 1, name: sheet.name, dates: workbook.dates, isOneOfMany: read.length > 1 }
    yield* sheet.rows()
  }
}

async function readHead(rest: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head = new Uint8Array(0)
  while (head.length < LONGEST_SIGNATURE) {
    const next = await rest.next()
    if (next.done === true) break
    head = head.length === 0 ? new Uint8Array(next.value) : Buffer.concat([head, next.value])
  }
  return head
}

async function* withHead(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield head
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
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
    for await (const text of inLargePieces(texts)) yield* splitter.push(text)
    yield* splitter.end()
  } finally {
    // Closes the input also when reading ends early.
    await texts.return(undefined)
  }
}

/** Joins small texts: a splitter looks at a row that is not complete again for each piece of it. */
async function* inLargePieces(texts: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  let small: string[] = []
  let characters = 0
  for await (const text of texts) {
    small.push(text)
    characters += text.length
    if (characters < LARGE_PIECE) continue
    yield small.join('')
    small = []
    characters = 0
  }
  if (characters > 0) yield small.join('')
}

async function takeSample(texts: AsyncGenerator<string, void>): Promise<string> {
  const pieces: string[] = []
  let characters = 0
  while (characters < SAMPLE_CHARACTERS) {
    const next = await texts.next()
    if (next.done === true) break
    pieces.push(next.value)
    characters += next.value.length
  }
  return pieces.join('')
}
