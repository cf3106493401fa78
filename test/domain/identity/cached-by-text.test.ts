import fc from 'fast-check'
import { test } from 'tap'
import { cachedByText } from '../../../src/domain/identity/cached-by-text.js'

test('a cached value equals the computed one, which is computed once while it is used', (t) => {
  const text = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
  fc.assert(
    fc.property(fc.array(text), fc.integer({ min: 1, max: 5 }), (texts, least) => {
      const computed: string[] = []
      const lengthOf = cachedByText((each) => {
        computed.push(each)
        return { of: each }
      }, least)
      for (const [at, each] of texts.entries()) {
        const before = computed.length
        if (lengthOf(each).of !== each) return false
        const isRecent = new Set(texts.slice(0, at).reverse().slice(0, least)).has(each)
        if (isRecent && computed.length > before) return false
      }
      return true
    }),
  )
  t.end()
})

test('the cache is bounded and does not hold long texts', (t) => {
  let computed = 0
  const count = cachedByText(() => ++computed, 10)
  for (let number = 0; number < 100; number += 1) count(String(number))
  t.equal(count('0'), 101, 'forgotten')
  t.equal(count('99'), 100, 'remembered')
  const long = 'x'.repeat(201)
  t.not(count(long), count(long))
  t.end()
})
