import { crc32, createDeflateRaw } from 'node:zlib'

/** A file of an archive, its content as it comes. */
export interface ZipPart {
  readonly path: string
  readonly content: AsyncIterable<string> | Iterable<string>
}

interface Entry {
  readonly name: Buffer
  readonly offset: number
  readonly checksum: number
  readonly packed: number
  readonly size: number
}

const LOCAL = 0x04034b50
const SIZES = 0x08074b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20
/** Sizes stand behind the content; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATE = 8
/** 1 January 1980: archives of the same content are the same. */
const DATE = 0x21

/** An archive of parts, written as they come: nothing of them is held. */
export async function* zip(parts: Iterable<ZipPart>): AsyncGenerator<Buffer, void> {
  const entries: Entry[] = []
  let offset = 0
  for (const { path, content } of parts) {
    const name = Buffer.from(path)
    const local = Buffer.concat([numbers([LOCAL, 4], ...shared({ checksum: 0, packed: 0, size: 0 }, name)), name])
    yield local
    const counted = { checksum: 0, packed: 0, size: 0 }
    for await (const piece of deflated(content, counted)) yield piece
    yield numbers([SIZES, 4], [counted.checksum, 4], [counted.packed, 4], [counted.size, 4])
    entries.push({ name, offset, ...counted })
    offset += local.length + counted.packed + 16
  }
  const directory = Buffer.concat(entries.map(directoryEntry))
  yield directory
  yield numbers(
    [END, 4],
    [0, 2],
    [0, 2],
    [entries.length, 2],
    [entries.length, 2],
    [directory.length, 4],
    [offset, 4],
    [0, 2],
  )
}

interface Counted {
  checksum: number
  packed: number
  size: number
}

async function* deflated(content: ZipPart['content'], counted: Counted): AsyncGenerator<Buffer, void> {
  const packer = createDeflateRaw()
  const feeding = feed(content, packer, counted)
  feeding.catch((error: unknown) => packer.destroy(error as Error))
  for await (const piece of packer as AsyncIterable<Buffer>) {
    counted.packed += piece.length
    yield piece
  }
  await feeding
}

async function feed(
  content: ZipPart['content'],
  packer: ReturnType<typeof createDeflateRaw>,
  counted: Counted,
): Promise<void> {
  for await (const text of content) {
    const bytes = Buffer.from(text)
    counted.checksum = crc32(bytes, counted.checksum)
    counted.size += bytes.length
    if (!packer.write(bytes)) await new Promise<void>((resolve) => packer.once('drain', resolve))
  }
  packer.end()
}

function shared({ checksum, packed, size }: Counted, name: Buffer): [number, number][] {
  return [
    [VERSION, 2],
    [FLAGS, 2],
    [DEFLATE, 2],
    [0, 2],
    [DATE, 2],
    [checksum, 4],
    [packed, 4],
    [size, 4],
    [name.length, 2],
    [0, 2],
  ]
}

function directoryEntry({ name, offset, ...counted }: Entry): Buffer {
  const head = numbers(
    [CENTRAL, 4],
    [VERSION, 2],
    ...shared(counted, name),
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [offset, 4],
  )
  return Buffer.concat([head, name])
}

/** Numbers of so many bytes, the lowest byte first. */
function numbers(...values: readonly [value: number, bytes: number][]): Buffer {
  const buffer = Buffer.alloc(values.reduce((length, [, bytes]) => length + bytes, 0))
  let at = 0
  for (const [value, bytes] of values) at = buffer.writeUIntLE(value, at, bytes)
  return buffer
}
