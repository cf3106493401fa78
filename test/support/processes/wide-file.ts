/** The rows that have gone out so far. */
export interface SentRows {
  rows: number
  /** Rows without a name, which are rejected. */
  nameless: number
  bytes: number
}

const HEADER = 'source_key,name,dob,sex,village_code,address,catatan\n'
const PIECE = 1 << 16
/** Of so many rows one has a name: linking is not what is measured. */
const NAMED_OF = 10
const NOTE = 1800
const SYLLABLES = ['ba', 'ci', 'du', 'ga', 'hi', 'ju', 'ka', 'li', 'mu', 'na', 'pi', 'ru', 'sa', 'ti', 'wu', 'ya']

/** Generated rows of 2 kB in canonical columns with long notes, until so many bytes are made; `sent` counts along. */
export function* wideList(bytes: number, sent: SentRows): Generator<string> {
  const notes = noteText()
  let piece = HEADER
  while (sent.bytes + piece.length < bytes) {
    piece += rowOf(sent, notes)
    if (piece.length < PIECE) continue
    sent.bytes += piece.length
    yield piece
    piece = ''
  }
  sent.bytes += piece.length
  yield piece
}

function rowOf(sent: SentRows, notes: string): string {
  const number = sent.rows
  sent.rows += 1
  const isNamed = number % NAMED_OF === 0
  if (!isNamed) sent.nameless += 1
  const date = `${1940 + (number % 70)}-0${1 + (number % 9)}-${10 + (number % 18)}`
  const village = `16.06.${String(1 + (number % 11)).padStart(2, '0')}.20${10 + (number % 15)}`
  const note = notes.slice((number * 7) % NOTE, ((number * 7) % NOTE) + NOTE)
  return `W-${number},${isNamed ? nameOf(number) : ''},${date},L,${village},Jl. Melati ${number},${note}\n`
}

/** Two words that few others have. */
function nameOf(number: number): string {
  let word = ''
  for (let rest = number + 4096; rest > 0; rest >>= 4) word += SYLLABLES[rest & 15] ?? ''
  return `${word.slice(0, 6)} ${word.slice(6)}`
}

/** Letters without order, so that nothing on the way can make them short. */
function noteText(): string {
  let text = ''
  for (let state = 1; text.length < 2 * NOTE; state = (state * 48_271) % 0x7fffffff) text += state.toString(36)
  return text
}
