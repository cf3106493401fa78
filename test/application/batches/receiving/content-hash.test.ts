import { test } from 'tap'
import { contentHash, type RowContent } from '../../../../src/application/batches/receiving/content-hash.js'
import type { JsonObject } from '../../../../src/profiles/reading/read-rows.js'

const CONTENT: RowContent = { subject: 'person', canonical: '["k"]', facts: undefined, raw: { a: '1', b: '2' } }

function hashOf(raw: JsonObject): string {
  return contentHash({ ...CONTENT, raw })
}

test('the content hash ignores the order of the columns and the row number', (t) => {
  const plain = hashOf({ a: '1', b: '2' })
  t.match(plain, /^[0-9a-f]{32}$/)
  const same: readonly JsonObject[] = [
    { b: '2', a: '1' },
    { a: '1', b: '2', c: '' },
    { a: '1', b: '2', c: null },
    { a: 1, b: 2 },
    { No: '17', a: '1', b: '2' },
    { a: '1', 'NO. URUT': '17', b: '2' },
  ]
  for (const raw of same) t.equal(hashOf(raw), plain, JSON.stringify(raw))
  t.equal(hashOf({ house: { x: 1, y: [{ p: 1, q: 2 }] } }), hashOf({ house: { y: [{ q: 2, p: 1 }], x: 1 } }))
  t.end()
})

test('every value changes the content hash, also one of a column that no profile reads', (t) => {
  const others: readonly JsonObject[] = [
    { a: '1', b: '2' },
    { a: '2', b: '1' },
    { a: '1', b: '2 ' },
    { a: '12' },
    { a: '1', c: '2' },
    { a: '1', b: '2', c: '3' },
    { a: '1', b: ['2'] },
    { a: '1', b: '2', no_kk: '17' },
    { a: '1', b: '2', 'no hp': '17' },
  ]
  const hashes = others.map(hashOf)
  hashes.push(contentHash({ ...CONTENT, subject: 'household' }))
  hashes.push(contentHash({ ...CONTENT, canonical: '["l"]' }))
  hashes.push(contentHash({ ...CONTENT, facts: '{"desil":1}' }))
  t.equal(new Set(hashes).size, hashes.length)
  t.end()
})
