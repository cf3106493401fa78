import fc from 'fast-check'
import { test } from 'tap'
import { PairMemo } from '../../../../src/domain/linkage/compare/pair-memo.js'

const LARGEST_ID = 0x3ffffff

/** A symmetric function of two ids that nearby pairs seldom share. */
function valueOf(a: number, b: number): number {
  return (Math.imul(Math.min(a, b), 31) + Math.imul(Math.max(a, b), 17)) & 0xff
}

/** Pairs of ids that lie close together and of ids far apart: more than the memo has room for at first. */
const MANY_PAIRS = Array.from({ length: 40_000 }, (_, place) => {
  const [a, b] = [place % 200, Math.floor(place / 200)]
  return place % 3 === 0 ? ([a * 7919, LARGEST_ID - b * 104_729] as const) : ([a, b] as const)
})

test('a cached pair equals the computed one, from both sides and for any number of pairs', async (t) => {
  const memo = new PairMemo(valueOf)
  for (const round of ['the first time', 'from memory']) {
    const wrong = MANY_PAIRS.filter(([a, b]) => memo.of(a, b) !== valueOf(a, b) || memo.of(b, a) !== valueOf(a, b))
    t.same(wrong, [], round)
  }
})

test('a pair is computed once, in one order', async (t) => {
  const compared: string[] = []
  const memo = new PairMemo((a, b) => compared.push(`${a} ${b}`))
  for (const [a, b] of [
    [5, 9],
    [9, 5],
    [5, 9],
    [5, 5],
    [0, 5],
    [5, 0],
  ] as const) {
    memo.of(a, b)
  }
  t.same(compared, ['5 9', '5 5', '0 5'])
})

test('the cache distinguishes any two ids of a vocabulary', async () => {
  const id = fc.oneof(fc.nat(40), fc.integer({ min: LARGEST_ID - 40, max: LARGEST_ID }))
  fc.assert(
    fc.property(fc.array(fc.tuple(id, id), { maxLength: 300 }), (pairs) => {
      const memo = new PairMemo(valueOf)
      return pairs.every(([a, b]) => memo.of(a, b) === valueOf(a, b))
    }),
  )
})
