import fc from 'fast-check'
import { test } from 'tap'
import { draftModel } from '../../../../src/domain/linkage/training/draft-model.js'
import { Mapping } from '../../../../src/domain/linkage/model/mapping.js'
import { levelBetween } from '../../../support/domain/built-in-table.js'

const MODEL = draftModel(Mapping.parse({ record_id: 'id', fields: { address: { type: 'text', column: 'address' } } }))

const PAIRS: Readonly<Record<string, readonly (readonly [a: string, b: string])[]>> = {
  equal: [
    ['12 High Street', '12, HIGH street'],
    ['São Tomé', 'sao tome'],
  ],
  nearly: [
    ['high street 12', '12 high street'],
    ['Willow Bank', 'willowbank'],
    ['high street', 'hihg steret'],
  ],
  most: [
    ['12 high street northfield', '14 high street northfield'],
    ['high street 123', 'high street 789'],
  ],
  half: [
    ['high street', 'main street'],
    ['12 high street', 'high street northfield'],
  ],
  some: [
    ['oak oak', 'oak lane'],
    ['elm elm', 'elm lane'],
    ['ash ash', 'ash lane'],
    ['high street northfield estate', 'main street bridgeton quarter'],
  ],
  none: [
    ['high street', 'oak avenue'],
    ['12', '14'],
  ],
  missing: [
    ['high street', ''],
    ['-', '...'],
  ],
}

for (const [level, pairs] of Object.entries(PAIRS)) {
  test(`tokens: ${level}`, async (t) => {
    for (const [a, b] of pairs) {
      t.equal(levelBetween('address', [{ address: a }, { address: b }], MODEL), level, `${a} and ${b}`)
    }
  })
}

const WORDS = [
  'street',
  'stret',
  'streets',
  'strand',
  'high',
  'high',
  'hihg',
  'oak',
  'oka',
  'oaks',
  'avenue',
  'avenues',
  '12',
  '21',
]

test('tokens: the level is symmetric for any two texts', async () => {
  const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 6 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      return !levelBetween('address', [{ address: a.join(' ') }, { address: b.join(' ') }], MODEL).includes(' or ')
    }),
    { numRuns: 800 },
  )
})
