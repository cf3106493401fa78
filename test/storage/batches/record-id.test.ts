import fc from 'fast-check'
import { test } from 'tap'
import { recordId } from '../../../src/storage/batches/record-id.js'

test('a record id is fixed for all time', (t) => {
  t.equal(recordId('dtks', 'A-1'), 'e53c36f3-a5a4-8fe6-86ee-732f17cf0e87')
  t.end()
})

test('a record id is a version 8 UUID', (t) => {
  fc.assert(
    fc.property(fc.string(), (key) =>
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(recordId('dtks', key)),
    ),
  )
  t.end()
})

test('no two sources and keys share a record id', (t) => {
  const pairs: [string, string][] = [
    ['dtks', '11'],
    ['dtks1', '1'],
    ['dtks', '1 1'],
    ['p3ke', '11'],
  ]
  t.equal(new Set(pairs.map(([source, key]) => recordId(source, key))).size, pairs.length)
  t.end()
})
