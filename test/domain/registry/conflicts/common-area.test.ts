import { ok, strictEqual } from 'node:assert'
import fc from 'fast-check'
import { test } from 'tap'
import { commonArea } from '../../../../src/domain/registry/conflicts/common-area.js'

const CASES: readonly (readonly [villages: readonly (string | undefined)[], area: string | undefined])[] = [
  [[], undefined],
  [['16.06.01.2001'], '16.06.01.2001'],
  [['16.06.01.2001', '16.06.01.2001'], '16.06.01.2001'],
  [['16.06.01.2001', '16.06.01.2004'], '16.06.01'],
  [['16.06.01.2001', '16.06.02.2001'], '16.06'],
  [['16.06.01.2001', '16.07.01.2001'], '16'],
  [['16.06.01.2001', '31.71.01.1001'], undefined],
  [['16.06.01.2001', undefined], undefined],
  [[undefined], undefined],
  [['16.06.010.001', '16.06.010.004'], '16.06.010'],
  [['16.06.010.001', '16.06.020.001'], '16'],
  [['16.06.01.2001', '16.06.010.001'], '16'],
]

for (const [villages, area] of CASES) {
  test(`the common area of ${villages.join(', ')} is ${area ?? 'none'}`, (t) => {
    t.equal(commonArea(villages), area)
    t.end()
  })
}

const village = fc
  .tuple(fc.constantFrom('16', '17'), fc.constantFrom('06', '07'), fc.constantFrom('01.2001', '02.2001', '010.001'))
  .map((groups) => groups.join('.'))

test('the common area contains each village, in any order', async () => {
  fc.assert(
    fc.property(fc.array(village, { minLength: 1, maxLength: 4 }), (villages) => {
      const area = commonArea(villages)
      strictEqual(commonArea(villages.toReversed()), area)
      ok(villages.every((each) => area === undefined || each === area || each.startsWith(`${area}.`)))
    }),
  )
})
