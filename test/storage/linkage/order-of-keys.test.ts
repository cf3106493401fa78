import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import { test } from 'tap'
import { orderOfKeys } from '../../../src/storage/linkage/order-of-keys.js'

const key = fc.oneof(fc.nat({ max: 50 }), fc.maxSafeNat())

for (const [name, minLength, maxLength] of [
  ['few', 0, 40],
  ['many', 1000, 3000],
] as const) {
  test(`${name} keys are sorted ascending and stably`, async () => {
    fc.assert(
      fc.property(fc.array(key, { minLength, maxLength }), (keys) => {
        const expected = keys.map((_, at) => at).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
        deepStrictEqual([...orderOfKeys(Float64Array.from(keys))], expected)
      }),
      { numRuns: 30 },
    )
  })
}
