import fc from 'fast-check'
import { test } from 'tap'
import { Random } from '../../../../src/tools/synthetic/population/random.js'

test('the same place has the same numbers, another place others', async (t) => {
  const draw = (random: Random): number[] => Array.from({ length: 20 }, () => random.next())
  t.same(draw(Random.at(7, 1, 2)), draw(Random.at(7, 1, 2)))
  for (const other of [Random.at(8, 1, 2), Random.at(7, 2, 1), Random.at(7, 1, 3), Random.at(7, 1)]) {
    t.notSame(draw(Random.at(7, 1, 2)), draw(other))
  }
})

test('whole numbers stay within their bounds and reach both', async (t) => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 5 }), (seed, low, span) => {
      const random = Random.at(seed)
      const drawn = Array.from({ length: 300 }, () => random.between(low, low + span))
      return Math.min(...drawn) === low && Math.max(...drawn) === low + span
    }),
  )
  t.pass('held for all seeds tried')
})

test('neighbouring places have unrelated numbers', async (t) => {
  const means = Array.from({ length: 2000 }, (_, place) => Random.at(1, 1, place).next())
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length
  t.ok(Math.abs(mean - 0.5) < 0.03, `mean of first numbers ${mean}`)
})

test('chances of 0 and 1 are exact', async (t) => {
  const random = Random.at(3)
  for (let round = 0; round < 1000; round++) {
    if (random.chance(0) || !random.chance(1)) t.fail('a certain thing did not hold')
  }
  t.pass('held')
})
