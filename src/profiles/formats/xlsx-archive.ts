import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { UnreadableFile } from './unreadable-file.js'

/** A workbook is kept in memory while it is read, so its size is bounded. */
export const LARGEST_WORKBOOK_BYTES = 1 << 26
/** The largest size of one unpacked part; a sheet of half a million rows of ten cells takes about as much. */
const LARGEST_PART_BYTES = 1 << 28
/** The most bytes to unpack of a workbook: a sheet is opened for its merged cells, for its header and for its rows. */
const MOST_UNPACKED_BYTES = 3 * LARGEST_PART_BYTES
const MOST_PARTS = 10_000

const openZip = promisify<Buffer, { lazyEntries: true }, ZipFile>(fromBuffer)

/** The parts of a workbook by path, in lower case. */
export interface Archive {
  has(path: string): boolean
  /**
   * Streams a part. Throws an UnreadableFile where it unpacks to more bytes than it declares or than `largest`, or where the
   * parts opened so far do to more than a workbook may.
   */
  open(path: string, largest?: number): Promise<Readable>
}

/** Opens a workbook. Throws an UnreadableFile where it is too large or no zip file. */
export async function openArchive(input: AsyncIterable<Uint8Array>): Promise<Archive> {
  const bytes = await readBytes(input)
  const zip = await openZip(bytes, { lazyEntries: true }).catch(() => {
    throw new UnreadableFile('XLSX_UNREADABLE', 'The file is not an XLSX workbook.')
  })
  const entries = await listEntries(zip)
  let left = MOST_UNPACKED_BYTES
  return {
    has: (path) => entries.has(path.toLowerCase()),
    open: (path, largest = LARGEST_PART_BYTES) => {
      const entry = entries.get(path.toLowerCase())
      left -= entry?.uncompressedSize ?? 0
      return openPart(zip, entry, left < 0 ? 0 : largest)
    },
  }
}

async function readBytes(input: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of input) {
    size += chunk.length
    if (size > LARGEST_WORKBOOK_BYTES)
      throw new UnreadableFile('XLSX_TOO_LARGE', 'The workbook is larger than 64 MiB. Send the file as CSV.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_PARTS) throw new UnreadableFile('XLSX_TOO_LARGE', 'The workbook has too many parts.')
  const entries = new Map<string, Entry>()
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName.toLowerCase(), entry)
      zip.readEntry()
    })
    zip.on('end', () => {
      resolve(entries)
    })
    zip.on('error', () => {
      reject(new UnreadableFile('XLSX_UNREADABLE', 'The directory of the workbook is damaged.'))
    })
    zip.readEntry()
  })
}

async function openPart(zip: ZipFile, entry: Entry | undefined, largest: number): Promise<Readable> {
  if (entry === undefined) throw new UnreadableFile('XLSX_UNREADABLE', 'The workbook lacks one of its parts.')
  if (entry.uncompressedSize > largest)
    throw new UnreadableFile('XLSX_TOO_LARGE', 'A part of the workbook is too large. Send the file as CSV.')
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream)
      else reject(new UnreadableFile('XLSX_UNREADABLE', 'A part of the workbook cannot be unpacked.'))
    })
  })
}
