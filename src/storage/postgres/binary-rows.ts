/** A buffer that grows as values are appended in PostgreSQL's binary form. */
export class BinaryBuffer {
  #bytes = NOTHING
  #at = 0
  readonly #capacity: number

  /** The first value allocates `capacity` bytes; the buffer grows where they are not enough. */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get length(): number {
    return this.#at
  }

  /** Returns what was written. Later values go into new memory. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#at)
    this.#bytes = NOTHING
    this.#at = 0
    return taken
  }

  int16(value: number): void {
    this.#reserve(2)
    this.#at = this.#bytes.writeInt16BE(value, this.#at)
  }

  int32(value: number): void {
    this.#reserve(4)
    this.#at = this.#bytes.writeInt32BE(value, this.#at)
  }

  /** A whole number that a double holds. */
  int64(value: number): void {
    this.#reserve(8)
    const upper = Math.floor(value / HALF)
    this.#bytes.writeInt32BE(upper, this.#at)
    this.#at = this.#bytes.writeUInt32BE(value - upper * HALF, this.#at + 4)
  }

  bigInt64(value: bigint): void {
    this.#reserve(8)
    this.#at = this.#bytes.writeBigInt64BE(value, this.#at)
  }

  float64(value: number): void {
    this.#reserve(8)
    this.#at = this.#bytes.writeDoubleBE(value, this.#at)
  }

  byte(value: number): void {
    this.#reserve(1)
    this.#at = this.#bytes.writeUInt8(value, this.#at)
  }

  bytes(value: Buffer): void {
    this.#reserve(value.length)
    this.#at += value.copy(this.#bytes, this.#at)
  }

  sizedBytes(value: Buffer): void {
    this.int32(value.length)
    this.bytes(value)
  }

  /** Bytes that come as hexadecimal digits. */
  sizedHex(digits: string): void {
    this.int32(digits.length / 2)
    this.#reserve(digits.length / 2)
    this.#at += this.#bytes.write(digits, this.#at, 'hex')
  }

  /** The sixteen bytes of a UUID with their length before them. Throws a TypeError for another text. */
  sizedUuid(text: string): void {
    this.#reserve(4 + UUID_BYTES)
    this.#at = this.#bytes.writeInt32BE(UUID_BYTES, this.#at)
    this.#at = writeUuid(this.#bytes, text, this.#at)
  }

  /** A text with its length in bytes before it. */
  sizedText(text: string): void {
    this.#reserve(4 + text.length * 3)
    const size = this.#bytes.write(text, this.#at + 4, 'utf8')
    this.#bytes.writeInt32BE(size, this.#at)
    this.#at += 4 + size
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.#capacity, this.#bytes.length * 2, this.#at + bytes))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}

const NOTHING = Buffer.alloc(0)
const HALF = 2 ** 32
export const UUID_BYTES = 16
const UUID_LENGTH = 36
/** What each ASCII character is as a hexadecimal digit; 255: none. */
const DIGITS = new Uint8Array(128).fill(255)
for (let digit = 0; digit < 16; digit += 1) {
  DIGITS[digit.toString(16).charCodeAt(0)] = digit
  DIGITS[digit.toString(16).toUpperCase().charCodeAt(0)] = digit
}

/** Writes the bytes of a UUID by a table of digits: a pass writes tens of thousands, and a native call costs more than this. */
function writeUuid(bytes: Buffer, text: string, start: number): number {
  let at = start
  let isValid = text.length === UUID_LENGTH
  for (let place = 0; place < UUID_LENGTH; place += 2) {
    if (place === 8 || place === 13 || place === 18 || place === 23) place += 1
    const upper = DIGITS[text.charCodeAt(place)] ?? 255
    const lower = DIGITS[text.charCodeAt(place + 1)] ?? 255
    isValid &&= (upper | lower) < 16
    bytes[at] = (upper << 4) | lower
    at += 1
  }
  if (!isValid) throw new TypeError('A UUID has 32 hexadecimal digits')
  return at
}

/** The bytes of a UUID. */
export function uuidBytes(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(UUID_BYTES)
  writeUuid(bytes, text, 0)
  return bytes
}

export const ARRAY_HEADER_BYTES = 20
export const EMPTY_ARRAY_BYTES = 12
const OIDS = { 'bigint[]': 20, 'text[]': 25, 'uuid[]': 2950 } as const

/** Arrays that can be written. */
export type ArrayType = keyof typeof OIDS

/** The header of an array of one dimension without NULL. */
export function writeArrayHeader(buffer: BinaryBuffer, type: ArrayType, length: number): void {
  buffer.int32(length === 0 ? 0 : 1)
  buffer.int32(0)
  buffer.int32(OIDS[type])
  if (length === 0) return
  buffer.int32(length)
  buffer.int32(1)
}

/** What a binary COPY has before and behind its rows. */
export const COPY_SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
export const COPY_END = Buffer.from([0xff, 0xff])
