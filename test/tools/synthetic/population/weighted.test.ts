import { test } from 'tap'
import { Random } from '../../../../src/tools/synthetic/population/random.js'
import { Weighted, zipf } from '../../../../src/tools/synthetic/population/weighted.js'

const DRAWS = 20_000

test('values are drawn in proportion to their weights', async (t) => {
  const weighted = new Weighted([
    ['a', 1],
    ['b', 0],
    ['c', 3],
  ])
  const random = Random.at(5)
  const counts = new Map<string, number>()
  for (let round = 0; round < DRAWS; round++) {
    const value = weighted.draw(random)
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  t.equal(counts.get('b'), undefined)
  t.ok(Math.abs((counts.get('c') ?? 0) / DRAWS - 0.75) < 0.015)
})

test('words of lower rank are rarer', async (t) => {
  const words = Array.from({ length: 100 }, (_, rank) => String(rank))
  const draws = zipf(words, 2, 1)
  const random = Random.at(6)
  const counts = new Array<number>(100).fill(0)
  for (let round = 0; round < DRAWS; round++) counts[Number(draws.draw(random))]!++
  const share = (from: number, to: number): number => counts.slice(from, to).reduce((sum, count) => sum + count, 0)
  t.ok(share(0, 10) > share(10, 20) && share(10, 20) > share(50, 60), 'tens of ranks fall')
  t.ok(share(90, 100) > 0, 'the last ranks are drawn too')
})
