import { test } from 'tap'
import { countLetters, letterBits, lettersWithin } from '../../../../src/domain/identity/names/letters.js'

test('letters of a text are told and counted once each', async (t) => {
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

test('letters are within as many as the side with more of its own has', async (t) => {
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
