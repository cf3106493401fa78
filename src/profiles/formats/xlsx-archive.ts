import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'

/** A workbook is kept in memory while it is read, so its size is bounded; larger lists come as CSV. */
export const LARGEST_WORKBOOK_BYTES = 1 << 26
/** What one part may unpack to: a full sheet of a million rows takes about half of it. */
const LARGEST_PART_BYTES = 1 << 30
const MOST_PARTS = 10_000

const openZip = promisify<Buffer, { lazyEntries: true }, ZipFile>(fromBuffer)

/** A workbook that cannot be read: the sentence says why. */
export class WorkbookRefusal extends Error {
  constructor(
    readonly code: 'XLSX_UNREADABLE' | 'XLSX_TOO_LARGE',
    detail: string,
  ) {
    super(detail)
  }
}

/** The parts of a workbook, by their path in lower case. */
export interface Archive {
  has(path: string): boolean
  /** Streams a part; one that unpacks to more bytes than it declares, or than `largest`, is refused. */
  open(path: string, largest?: number): Promise<Readable>
}

/** Opens a workbook. Throws a WorkbookRefusal when it is too large or no zip. */
export async function openArchive(input: AsyncIterable<Uint8Array>): Promise<Archive> {
  const bytes = await gather(input)
  const zip = await openZip(bytes, { lazyEntries: true }).catch(() => {
    throw new WorkbookRefusal('XLSX_UNREADABLE', 'The file is not an XLSX workbook.')
  })
  const entries = await listEntries(zip)
  return {
    has: (path) => entries.has(path.toLowerCase()),
    open: (path, largest = LARGEST_PART_BYTES) => openPart(zip, entries.get(path.toLowerCase()), largest),
  }
}

async function gather(input: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of input) {
    size += chunk.length
    if (size > LARGEST_WORKBOOK_BYTES)
      throw new WorkbookRefusal('XLSX_TOO_LARGE', 'The workbook is larger than 64 MiB; send the list as CSV.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_PARTS) throw new WorkbookRefusal('XLSX_TOO_LARGE', 'The workbook has too many parts.')
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
      reject(new WorkbookRefusal('XLSX_UNREADABLE', 'The list of the parts of the workbook is damaged.'))
    })
    zip.readEntry()
  })
}

async function openPart(zip: ZipFile, entry: Entry | undefined, largest: number): Promise<Readable> {
  if (entry === undefined) throw new WorkbookRefusal('XLSX_UNREADABLE', 'The workbook lacks one of its parts.')
  if (entry.uncompressedSize > largest)
    throw new WorkbookRefusal('XLSX_TOO_LARGE', 'A part of the workbook unpacks to more than may be read.')
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream)
      else reject(new WorkbookRefusal('XLSX_UNREADABLE', 'A part of the workbook cannot be unpacked.'))
    })
  })
}
