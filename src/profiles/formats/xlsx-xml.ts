import sax, { type QualifiedAttribute, type SAXParser } from 'sax'
import type { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { UnreadableFile } from './unreadable-file.js'
import { IdleBudget, tooLarge, XmlLimiter } from './xlsx-limits.js'

/** Unpacked chunks can follow each other without a turn of the event loop, so that nothing else would happen. */
const TURN_MS = 20
/** How the parser begins its error on a name, attribute or comment of more than 64 KiB; longer texts come in pieces. */
const TOO_LONG = 'Max buffer length exceeded'
/** Sheets and relations of one workbook, or what calls itself so. */
const MOST_FOUND = 10_000

/** Parses a part of the workbook, and yields the parsed items after each chunk. */
export async function* parsePart<Item>(
  stream: Readable,
  parser: SAXParser,
  takeItems: () => readonly Item[],
): AsyncGenerator<Item, void> {
  stream.setEncoding('utf8')
  let turnEndMs = performance.now() + TURN_MS
  try {
    for await (const text of stream as AsyncIterable<string>) {
      parser.write(text)
      yield* takeItems()
      if (performance.now() < turnEndMs) continue
      await setImmediate()
      turnEndMs = performance.now() + TURN_MS
    }
    parser.close()
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    if (error instanceof Error && error.message.startsWith(TOO_LONG))
      throw tooLarge('A name in the workbook is too long')
    throw new UnreadableFile('XLSX_UNREADABLE', 'A part of the workbook is damaged.')
  }
  yield* takeItems()
}

/** What is done with the elements and texts of a part. */
export interface ElementHandlers {
  readonly open: (name: string, attribute: (name: string) => string) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

/** A strict parser that passes local names, since some writers prefix every element. */
export function localParser(handlers: ElementHandlers, limiter: XmlLimiter): SAXParser {
  const parser = limitedParser(limiter)
  parser.onopentag = ({ name, attributes }) => {
    limiter.open()
    handlers.open(localName(name), (attribute) => attributeText(attributes[attribute]))
  }
  parser.onclosetag = (name) => {
    limiter.close()
    handlers.close(localName(name))
  }
  parser.ontext = handlers.text
  parser.oncdata = handlers.text
  return parser
}

/** A strict parser that counts positions, since it checks the lengths of names, attributes and texts only then. */
function limitedParser(limiter: XmlLimiter): SAXParser {
  const parser = sax.parser(true, { position: true })
  parser.onattribute = () => {
    limiter.addAttribute()
  }
  parser.onerror = (error) => {
    throw error
  }
  return parser
}

/** Without namespaces, the parser passes attributes as strings. */
function attributeText(attribute: string | QualifiedAttribute | undefined): string {
  return typeof attribute === 'string' ? attribute : (attribute?.value ?? '')
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** An element of a small part, with the names of its attributes as written. */
export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

/** Returns all elements of the given names in a small part, such as the sheets of a workbook. */
export async function readElements(stream: Readable, names: readonly string[]): Promise<readonly Element[]> {
  const found: Element[] = []
  const limiter = new XmlLimiter(new IdleBudget())
  const parser = limitedParser(limiter)
  parser.onclosetag = () => {
    limiter.close()
  }
  parser.onopentag = ({ name, attributes }) => {
    limiter.open()
    const local = localName(name)
    if (!names.includes(local)) return
    if (found.length >= MOST_FOUND) throw tooLarge('A part of the workbook has too many elements')
    found.push({
      name: local,
      attributes: new Map(Object.keys(attributes).map((key) => [key, attributeText(attributes[key])])),
    })
  }
  for await (const nothing of parsePart<never>(stream, parser, () => [])) found.push(nothing)
  return found
}
