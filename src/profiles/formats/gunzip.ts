import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { UnreadableFile } from './unreadable-file.js'

/**
 * The most bytes that a packed file may unpack to: so many whatever its size, and so many for each packed byte. A list
 * shrinks to a tenth or twentieth, a file of one repeated character to a thousandth.
 */
const FREE_BYTES = 1 << 26
const BYTES_PER_PACKED_BYTE = 200
const CHUNK_BYTES = 1 << 16

/**
 * Unpacks a gzip stream. Memory is bounded by two chunks. Throws an UnreadableFile where it is damaged, cut off, or
 * unpacks to far more than any list does; otherwise what the input throws.
 */
export async function* gunzip(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let packed = 0
  async function* counted(): AsyncGenerator<Uint8Array, void> {
    for await (const piece of input) {
      packed += piece.length
      yield piece
    }
  }
  const unpacking = createGunzip({ chunkSize: CHUNK_BYTES })
  // The iteration below throws the error of the pipeline.
  pipeline(Readable.from(counted(), { objectMode: true }), unpacking, () => undefined)
  let bytes = 0
  try {
    for await (const piece of unpacking as AsyncIterable<Buffer>) {
      bytes += piece.length
      if (bytes > FREE_BYTES + packed * BYTES_PER_PACKED_BYTE)
        throw new UnreadableFile('FILE_TOO_LARGE', 'The file unpacks to far more than a list does. Send it unpacked.')
      yield piece
    }
  } catch (error) {
    throw isDamage(error) ? new UnreadableFile('GZIP_UNREADABLE', 'The gzip file is damaged or cut off.') : error
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}
