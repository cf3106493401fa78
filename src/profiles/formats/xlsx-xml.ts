import sax, { type QualifiedAttribute, type SAXParser } from 'sax'
import type { Readable } from 'node:stream'
import { UnreadableFile } from './unreadable-file.js'

/** Parses a part of the workbook, and yields the parsed items after each chunk. */
export async function* parsePart<Item>(
  stream: Readable,
  parser: SAXParser,
  takeItems: () => readonly Item[],
): AsyncGenerator<Item, void> {
  stream.setEncoding('utf8')
  try {
    for await (const text of stream as AsyncIterable<string>) {
      parser.write(text)
      yield* takeItems()
    }
    parser.close()
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('XLSX_UNREADABLE', 'A part of the workbook is damaged.')
  }
  yield* takeItems()
}

/** A strict parser that passes local names, since some writers prefix every element. */
export function localParser(handlers: {
  readonly open: (name: string, attribute: (name: string) => string) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}): SAXParser {
  const parser = sax.parser(true, { position: false })
  parser.onopentag = ({ name, attributes }) => {
    handlers.open(localName(name), (attribute) => attributeText(attributes[attribute]))
  }
  parser.onclosetag = (name) => {
    handlers.close(localName(name))
  }
  parser.ontext = handlers.text
  parser.oncdata = handlers.text
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
  const parser = sax.parser(true, { position: false })
  parser.onopentag = ({ name, attributes }) => {
    const local = localName(name)
    if (!names.includes(local)) return
    found.push({
      name: local,
      attributes: new Map(Object.keys(attributes).map((key) => [key, attributeText(attributes[key])])),
    })
  }
  for await (const nothing of parsePart<never>(stream, parser, () => [])) found.push(nothing)
  return found
}
