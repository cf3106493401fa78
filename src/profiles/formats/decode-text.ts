import type { Encoding } from '../schema/profile.js'

/** The bytes, from the first one beyond ASCII on, that decide the encoding, whatever the chunks of the stream. */
const WINDOW = 4096
const PIECE = 1 << 16

/** The Windows-1252 characters at 0x80 to 0x9F; the five undefined ones keep their Latin-1 control characters. */
const WINDOWS_80_TO_9F = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const UPPER_CONTROLS = /[\u0080-\u009f]/g

/** Decodes a stream of bytes into pieces of text; undecodable bytes become U+FFFD. */
export async function* decodeText(
  input: AsyncIterable<Uint8Array>,
  encoding: Encoding | undefined,
  onEncoding: (encoding: Encoding) => void,
): AsyncGenerator<string, void> {
  const decoder = new TextDetector(encoding, onEncoding)
  for await (const chunk of input) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const text = decoder.decode(chunk.subarray(at, at + PIECE))
      if (text !== '') yield text
    }
  }
  const rest = decoder.end()
  if (rest !== '') yield rest
}

/** Decodes ASCII until a byte order mark or the first other byte decides the encoding. */
class TextDetector {
  #decode: ((bytes: Uint8Array, isLast: boolean) => string) | undefined
  #held: Uint8Array = new Uint8Array(0)
  #isStart = true
  readonly #onEncoding: (encoding: Encoding) => void

  constructor(encoding: Encoding | undefined, onEncoding: (encoding: Encoding) => void) {
    this.#onEncoding = onEncoding
    if (encoding !== undefined) this.#choose(encoding)
  }

  decode(chunk: Uint8Array): string {
    if (this.#decode !== undefined) return this.#decode(chunk, false)
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    return this.#undecided(bytes, false)
  }

  end(): string {
    return this.#decode?.(new Uint8Array(0), true) ?? this.#undecided(this.#held, true)
  }

  #undecided(bytes: Uint8Array, isLast: boolean): string {
    if (this.#isStart) {
      if (bytes.length < 3 && !isLast) return this.#hold(bytes)
      this.#isStart = false
      const marked = markedEncoding(bytes)
      if (marked !== undefined) return this.#choose(marked)(bytes, isLast)
    }
    const first = firstBeyondAscii(bytes)
    if (first === -1) {
      this.#held = new Uint8Array(0)
      if (isLast) this.#onEncoding('utf-8')
      return ascii(bytes)
    }
    if (bytes.length - first < WINDOW && !isLast)
      return ascii(bytes.subarray(0, first)) + this.#hold(bytes.slice(first))
    const encoding = looksLikeUtf8(bytes.subarray(first, first + WINDOW)) ? 'utf-8' : 'windows-1252'
    return this.#choose(encoding)(bytes, isLast)
  }

  #hold(bytes: Uint8Array): '' {
    this.#held = bytes.slice()
    return ''
  }

  #choose(encoding: Encoding): (bytes: Uint8Array, isLast: boolean) => string {
    this.#held = new Uint8Array(0)
    this.#onEncoding(encoding)
    this.#decode = encoding === 'windows-1252' ? decodeWindows1252 : unicodeDecoder(encoding)
    return this.#decode
  }
}

function firstBeyondAscii(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! >= 0x80) return at
  return -1
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

function markedEncoding(bytes: Uint8Array): Encoding | undefined {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

function unicodeDecoder(encoding: Encoding): (bytes: Uint8Array, isLast: boolean) => string {
  const decoder = new TextDecoder(encoding)
  return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast })
}

/** Some versions of Node decode Latin-1 where TextDecoder is asked for windows-1252. */
function decodeWindows1252(bytes: Uint8Array): string {
  return ascii(bytes).replace(UPPER_CONTROLS, (control) => WINDOWS_80_TO_9F.charAt(control.charCodeAt(0) - 0x80))
}

/** Counts valid and invalid sequences, since a UTF-8 file can contain a damaged character. */
function looksLikeUtf8(bytes: Uint8Array): boolean {
  let valid = 0
  let invalid = 0
  for (let at = 0; at < bytes.length; at++) {
    const length = sequenceLength(bytes[at]!)
    if (length === 1) continue
    if (at + length > bytes.length && continues(bytes, at + 1, bytes.length)) return invalid <= valid
    const isSequence = length > 1 && continues(bytes, at + 1, at + length)
    if (isSequence) {
      valid++
      at += length - 1
    } else invalid++
  }
  return valid >= invalid
}

function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1
  if (byte < 0xc2) return 0
  if (byte < 0xe0) return 2
  if (byte < 0xf0) return 3
  return byte < 0xf5 ? 4 : 0
}

function continues(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) >> 6 !== 0b10) return false
  return true
}
