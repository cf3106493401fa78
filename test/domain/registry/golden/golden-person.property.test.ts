import { notStrictEqual, strictEqual } from 'node:assert'
import fc from 'fast-check'
import { test } from 'tap'
import { goldenPerson } from '../../../../src/domain/registry/golden/golden-person.js'
import { GOLDEN_FIELDS, type GoldenField } from '../../../../src/domain/registry/golden/values/golden-value.js'
import { readField } from '../../../../src/domain/registry/golden/survivorship-fields.js'
import { parsedRecord } from '../../../../src/domain/registry/golden/values/survivorship-record.js'
import { AUTHORITY } from '../../../../src/domain/registry/records/trust.js'
import { personRecords, recordOf, trustOf } from '../../../support/domain/golden-records.js'

const NOTHING_KNOWN = { nik: '', kk: '', village: '' }
const RUNS = { numRuns: 1500 }

test('the order of the records does not matter', async () => {
  const shuffled = personRecords.chain((records) =>
    fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
  )
  fc.assert(
    fc.property(shuffled, ([records, others]) => {
      const [golden, again] = [goldenPerson(records, { trustOf }), goldenPerson(others, { trustOf })]
      return JSON.stringify(golden) === JSON.stringify(again)
    }),
    RUNS,
  )
})

test('a golden value is that of its record, and alternatives differ from it', async () => {
  fc.assert(
    fc.property(personRecords, (records) => {
      const golden = goldenPerson(records, { trustOf })
      for (const field of GOLDEN_FIELDS) {
        const value = golden[field]
        if (value === undefined) continue
        const read = (id: string) => {
          const record = records.find((each) => each.id === id)
          return record && readField(parsedRecord(record), field, NOTHING_KNOWN)
        }
        strictEqual(read(value.record ?? '')?.value, value.value)
        for (const id of value.others ?? []) notStrictEqual(read(id)?.value, value.value)
      }
    }),
    { numRuns: 300 },
  )
})

test('a person with a single record of the golden values has the same golden values', async () => {
  fc.assert(
    fc.property(personRecords, (records) => {
      const golden = goldenPerson(records, { trustOf })
      const valueOf = (field: GoldenField) => golden[field]?.value ?? ''
      const again = goldenPerson(
        [
          recordOf('register', {
            name: valueOf('name'),
            nik: valueOf('nik'),
            kk: valueOf('kk') === valueOf('nik') ? '' : valueOf('kk'),
            dob: valueOf('birth_date'),
            village_code: valueOf('village_code'),
            shdk: valueOf('relation'),
            phone: valueOf('phone'),
          }),
        ],
        { trustOf },
      )
      for (const field of ['name', 'nik', 'birth_date', 'village_code', 'relation', 'phone'] as const)
        strictEqual(again[field]?.value ?? '', valueOf(field), field)
    }),
    { numRuns: 300 },
  )
})

const WOMAN = {
  nik: '1606054506800001',
  kk: '1606051001100001',
  dob: '1980-06-05',
  sex: 'P',
  name: 'SITI AMINAH',
} as const
const DECIDED: readonly GoldenField[] = ['nik', 'kk', 'birth_date', 'sex', 'name']

test('a less trusted source does not change a value that the civil register confirms', async () => {
  fc.assert(
    fc.property(personRecords, (records) => {
      const others = records.filter(({ source }) => trustOf(source, 'name') < AUTHORITY)
      const golden = goldenPerson([recordOf('register', WOMAN), ...others], { trustOf })
      for (const field of DECIDED) strictEqual(golden[field]?.record, 'register-1', field)
    }),
    { numRuns: 300 },
  )
})

test('a judged value holds for any records', async () => {
  fc.assert(
    fc.property(personRecords, fc.constantFrom(...GOLDEN_FIELDS), (records, field) => {
      const judgement = { id: 'j1', field, value: 'AS JUDGED', records: [], basis: '' }
      const golden = goldenPerson(records, { trustOf, judgements: [judgement] })[field]
      return golden?.value === 'AS JUDGED' && golden.judgement === 'j1'
    }),
    RUNS,
  )
})
