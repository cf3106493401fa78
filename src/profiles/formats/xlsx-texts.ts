import type { Readable } from 'node:stream'
import { type IdleBudget, tooLarge, XmlLimiter } from './xlsx-limits.js'
import { type ElementHandlers, localParser, parsePart } from './xlsx-xml.js'

/** Shared texts stay in memory while a sheet is read, so their size is bounded. */
const MOST_SHARED_CHARACTERS = 1 << 26
const MOST_SHARED_TEXTS = 1 << 22
/** The element of a text that shows how another one is pronounced. It is no part of the value. */
export const PHONETIC_RUN = 'rPh'

/** Reads the shared texts of a workbook. Throws an UnreadableFile where they are too large. */
export async function readSharedTexts(stream: Readable, budget: IdleBudget): Promise<readonly string[]> {
  const texts: string[] = []
  let text = ''
  let total = 0
  let isText = false
  let isPhonetic = false
  const limiter = new XmlLimiter(budget)
  const handlers: ElementHandlers = {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === PHONETIC_RUN) isPhonetic = true
      isText = name === 't' && !isPhonetic
    },
    close: (name) => {
      isText = false
      if (name === PHONETIC_RUN) isPhonetic = false
      if (name !== 'si') return
      if (texts.push(text) > MOST_SHARED_TEXTS) throw tooLarge('The workbook has too many texts')
      if (text !== '') limiter.earn()
    },
    text: (piece) => {
      if (!isText) return
      text += piece
      total += piece.length
      if (total > MOST_SHARED_CHARACTERS) throw tooLarge('The texts of the workbook are too large')
    },
  }
  const parser = localParser(handlers, limiter)
  for await (const nothing of parsePart<never>(stream, parser, () => [])) texts.push(nothing)
  return texts
}
