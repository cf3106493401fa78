import { test } from 'tap'
import { countLetters, letterBits, lettersWithin } from '../../../../src/domain/identity/names/letters.js'

test('the letters of a text are each counted once', async (t) => {
  for (const [text, count] of [
    ['', 0],
    ['A', 1],
    ['MUHAMMAD', 5],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 26],
  ] as const) {
    t.equal(countLetters(letterBits(text)), count, text)
  }
  t.equal(letterBits('NUR'), letterBits('RUNRUN'))
})

test('the distance of two letter sets is the larger number of letters of one side only', async (t) => {
  for (const [a, b, most] of [
    ['BUDI', 'BUDI', 0],
    ['BUDI', 'RUDI', 1],
    ['BUDI', 'BUDIMAN', 3],
    ['SITI', 'RAHMA', 4],
  ] as const) {
    t.ok(lettersWithin(letterBits(a), letterBits(b), most), `${a} ${b}`)
    t.ok(lettersWithin(letterBits(b), letterBits(a), most), `${b} ${a}`)
    if (most > 0) t.notOk(lettersWithin(letterBits(a), letterBits(b), most - 1), `${a} ${b}`)
  }
})
