import type { Readable } from 'node:stream'
import { UnreadableFile } from './unreadable-file.js'
import { localParser, parsePart } from './xlsx-xml.js'

/** Shared texts stay in memory while a sheet is read, so their size is bounded. */
const MOST_SHARED_CHARACTERS = 1 << 26
/** The element of a text that shows how another one is pronounced. It is no part of the value. */
export const PHONETIC_RUN = 'rPh'

/** Reads the shared texts of a workbook. Throws an UnreadableFile where they are too large. */
export async function readSharedTexts(stream: Readable): Promise<readonly string[]> {
  const texts: string[] = []
  let text = ''
  let total = 0
  let isText = false
  let isPhonetic = false
  const parser = localParser({
    open: (name) => {
      if (name === 'si') text = ''
      if (name === PHONETIC_RUN) isPhonetic = true
      isText = name === 't' && !isPhonetic
    },
    close: (name) => {
      isText = false
      if (name === PHONETIC_RUN) isPhonetic = false
      if (name === 'si') texts.push(text)
    },
    text: (piece) => {
      if (!isText) return
      text += piece
      total += piece.length
      if (total > MOST_SHARED_CHARACTERS)
        throw new UnreadableFile('XLSX_TOO_LARGE', 'The texts of the workbook are too large. Send the file as CSV.')
    },
  })
  for await (const nothing of parsePart<never>(stream, parser, () => [])) texts.push(nothing)
  return texts
}
