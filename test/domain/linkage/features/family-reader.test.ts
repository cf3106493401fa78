import { test } from 'tap'
import { familyReader } from '../../../../src/domain/linkage/features/family-reader.js'

const familyOf = familyReader({ columns: ['source', 'household_ref', 'kk'] })

test('a family is named by its reference, or by its KK as a number', async (t) => {
  const of = (record: Record<string, string>): string => familyOf({ source: 'dtks', ...record })
  t.equal(of({ kk: "'1606010203040005" }), of({ kk: '1606010203040005.0' }))
  t.not(of({ kk: '1606010203040005' }), of({ kk: '1606010203040006' }))
  t.not(of({ kk: '1606010203040005' }), familyOf({ source: 'p3ke', kk: '1606010203040005' }), 'within its source')
  t.equal(of({ household_ref: 'F-7', kk: '1606010203040005' }), of({ household_ref: 'F-7' }))
  t.not(of({ kk: '160601020304000' }), '', 'a number with a lost digit still marks those who have it')
})

test('a number that a spreadsheet cut, a filler and a blank name no family', async (t) => {
  for (const kk of ['1.60601E+15', '1,60602110371001E+15', '1.606e15', '', ' ', '0000000000000000'])
    t.equal(familyOf({ source: 'dtks', kk }), '', kk)
})
