import fc from 'fast-check'
import { test } from 'tap'
import { localityOf } from '../../../../src/application/batches/receiving/locality.js'
import { type CanonicalRecord, unpackRecord } from '../../../../src/domain/registry/records/canonical-record.js'

const KK = '1606111609140001'

function record(values: Partial<CanonicalRecord>): CanonicalRecord {
  return { ...unpackRecord('dtks', ['k1']), ...values }
}

function villageOf(locality: string): number {
  return Number(BigInt(locality) >> 20n)
}

test('records are ordered by village, then by family', (t) => {
  const here = localityOf(record({ village_code: '16.06.11.2015', kk: KK }))
  t.equal(villageOf(here), 1606112015)
  t.equal(localityOf(record({ source: 'p3ke', source_key: 'k2', village_code: '16.06.11.2015', kk: ` ${KK} ` })), here)
  t.not(localityOf(record({ village_code: '16.06.11.2015', kk: '1606111609140002' })), here)
  t.equal(villageOf(localityOf(record({ kk: KK }))), 1606110000, 'the district that issued the KK')
  t.equal(villageOf(localityOf(record({ village_code: '16.06.110.015', kk: KK }))), 1606110000, 'no code of BPS')
  t.equal(villageOf(localityOf(record({}))), 0)
  const family = (source_key: string) => localityOf(record({ source_key, household_ref: 'F1' }))
  t.equal(family('k1'), family('k2'))
  t.not(
    localityOf(record({ source_key: 'k1' })),
    localityOf(record({ source_key: 'k2' })),
    'a record without a family is a locality of its own',
  )
  t.end()
})

test('the locality of any record fits a bigint', (t) => {
  const texts = fc.record({
    village_code: fc.oneof(fc.string(), fc.constant('99.99.99.9999')),
    kk: fc.string(),
    household_ref: fc.string(),
  })
  fc.assert(
    fc.property(texts, (values) => {
      const locality = BigInt(localityOf(record(values)))
      return locality >= 0n && locality < 2n ** 54n
    }),
  )
  t.end()
})
