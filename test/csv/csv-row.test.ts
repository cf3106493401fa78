import fc from 'fast-check'
import Papa from 'papaparse'
import { test } from 'tap'
import { csvRow, quotedRow } from '../../src/csv/csv-row.js'

const VALUES = fc.array(fc.string(), { minLength: 2, maxLength: 5 })

test('a CSV reader reads back any values', async (t) => {
  for (const delimiter of [',', ';', '|']) {
    for (const write of [csvRow, quotedRow]) {
      fc.assert(
        fc.property(VALUES, (values) => {
          // A row of blanks alone reads as an empty line, which no list has.
          fc.pre(values.some((value) => value.trim() !== ''))
          const line = write(values, delimiter)
          const { data } = Papa.parse<string[]>(line, { delimiter, newline: '\n', skipEmptyLines: true })
          return JSON.stringify(data) === JSON.stringify([values])
        }),
      )
    }
  }
  t.pass('held for all values tried')
})

test('only values that need quotes get them', async (t) => {
  t.equal(csvRow(['a', 'b, c', 'd "e"'], ','), 'a,"b, c","d ""e"""\n')
  t.equal(quotedRow(['a', ''], '|'), '"a"|""\n')
})
