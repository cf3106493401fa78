import type { FileItem, Limits } from './file-item.js'
import { readDocument } from './json-document.js'
import { rowTooLong } from './row-errors.js'

const BACKSLASH = 92
const QUOTE = 34
const COMMA = 44
const NEWLINE = 10
const OPENING = new Set([91, 123])
const CLOSING = new Set([93, 125])
const BRACKET_CLOSING = 93
const LAST_BLANK = 32

function tooLong(line: number, limits: Limits): FileItem {
  return { kind: 'fault', line, error: rowTooLong(limits) }
}

function documentItem(text: string, line: number, limits: Limits): FileItem {
  const read = readDocument(text, limits)
  return 'error' in read ? { kind: 'fault', line, ...read } : { kind: 'document', line, size: text.length, ...read }
}

/** Splits a stream of text into lines, each a JSON document; a broken document costs one line. */
export class NdjsonSplitter {
  #text = ''
  #line = 1
  #isSkipping = false
  readonly #limits: Limits

  constructor(limits: Limits) {
    this.#limits = limits
  }

  *push(text: string): Generator<FileItem, void> {
    this.#text += text
    let at = 0
    for (let end = this.#text.indexOf('\n'); end !== -1; end = this.#text.indexOf('\n', at)) {
      yield* this.#readLine(this.#text.slice(at, end))
      this.#line++
      at = end + 1
    }
    this.#text = this.#text.slice(at)
    if (this.#text.length <= this.#limits.row) return
    if (!this.#isSkipping) yield tooLong(this.#line, this.#limits)
    this.#isSkipping = true
    this.#text = ''
  }

  *end(): Generator<FileItem, void> {
    yield* this.#readLine(this.#text)
  }

  *#readLine(text: string): Generator<FileItem, void> {
    const isRest = this.#isSkipping
    this.#isSkipping = false
    if (isRest || text.trim() === '') return
    yield text.length > this.#limits.row
      ? tooLong(this.#line, this.#limits)
      : documentItem(text, this.#line, this.#limits)
  }
}

/** Splits a stream of text into the elements of a JSON array, or into JSON objects that follow each other. */
export class JsonSplitter {
  #text = ''
  #at = 0
  #line = 1
  #depth = 0
  #isInText = false
  /** The position of the element in the text; -1 between elements. */
  #start = -1
  #startLine = 1
  #isDropping = false
  #isEnded = false
  #isArray: boolean | undefined
  readonly #limits: Limits

  constructor(limits: Limits) {
    this.#limits = limits
  }

  *push(text: string): Generator<FileItem, void> {
    this.#text += text
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at)
      if (code === NEWLINE) this.#line++
      if (this.#isInText) this.#readInText(code)
      else yield* this.#readBetween(code)
    }
    yield* this.#dropParsed()
  }

  *end(): Generator<FileItem, void> {
    if (this.#start !== -1 && this.#depth === 0 && this.#isArray !== true) yield* this.#finish(this.#text.length)
    if (this.#start === -1 && this.#depth === 0 && (this.#isEnded || this.#isArray !== true)) return
    const detail = 'The file ends inside a JSON value. Send the whole file.'
    yield { kind: 'fault', line: this.#line, error: { code: 'JSON_UNFINISHED', detail } }
  }

  #readInText(code: number): void {
    if (code === BACKSLASH) this.#at++
    else if (code === QUOTE) this.#isInText = false
  }

  *#readBetween(code: number): Generator<FileItem, void> {
    if (code <= LAST_BLANK) return
    if (this.#isArray === undefined) {
      this.#isArray = code === 91
      if (this.#isArray) return
    }
    if (code === COMMA && this.#depth === 0) yield* this.#finish(this.#at)
    else if (CLOSING.has(code)) yield* this.#close(code)
    else this.#open(code)
  }

  #open(code: number): void {
    if (this.#start === -1) {
      this.#start = this.#at
      this.#startLine = this.#line
    }
    if (code === QUOTE) this.#isInText = true
    else if (OPENING.has(code)) this.#depth++
  }

  *#close(code: number): Generator<FileItem, void> {
    if (this.#depth > 1) this.#depth--
    else if (this.#depth === 1) {
      this.#depth = 0
      yield* this.#finish(this.#at + 1)
    } else if (this.#isArray === true && code === BRACKET_CLOSING && !this.#isEnded) {
      yield* this.#finish(this.#at)
      this.#isEnded = true
    } else this.#open(code)
  }

  *#finish(end: number): Generator<FileItem, void> {
    const { start, isDropping } = { start: this.#start, isDropping: this.#isDropping }
    this.#start = -1
    this.#isDropping = false
    if (start === -1 || isDropping) return
    const text = this.#text.slice(start, end)
    yield text.length > this.#limits.row
      ? tooLong(this.#startLine, this.#limits)
      : documentItem(text, this.#startLine, this.#limits)
  }

  /** Keeps only the element that is being read, and drops that too when it exceeds the row limit. */
  *#dropParsed(): Generator<FileItem, void> {
    const kept = this.#start === -1 || this.#isDropping ? this.#text.length : this.#start
    const overshoot = this.#at - this.#text.length
    this.#text = this.#text.slice(kept)
    this.#at = this.#text.length + overshoot
    if (this.#start === -1) return
    this.#start = 0
    if (this.#isDropping || this.#text.length <= this.#limits.row) return
    this.#isDropping = true
    this.#text = ''
    this.#at = overshoot
    yield tooLong(this.#startLine, this.#limits)
  }
}
