import { test } from 'tap'
import type { GoldenField } from '../../../../src/domain/registry/golden/values/golden-value.js'
import { judgedValue } from '../../../../src/domain/registry/judgements/judgement-value.js'

const TODAY = '2026-03-01'

const CASES: readonly [field: GoldenField, text: string, value: string | undefined][] = [
  ['name', ' siti  aminah ', 'SITI AMINAH'],
  ['name', '-', undefined],
  ['name', 'SITI\0AMINAH', undefined],
  ['name', 'A'.repeat(301), undefined],
  ['mother_name', 'Rukiah', 'RUKIAH'],
  ['nik', '1606014107800003', '1606014107800003'],
  ['nik', '1606 0141 0780 0003', '1606014107800003'],
  ['nik', '9999999999999999', undefined],
  ['nik', '160601410780000', undefined],
  ['kk', '1606010101100007', '1606010101100007'],
  ['kk', '0', undefined],
  ['birth_date', '1980-07-01', '1980-07-01'],
  ['birth_date', '1980-07', '1980-07'],
  ['birth_date', '1980', '1980'],
  ['birth_date', '1980-02-30', undefined],
  ['birth_date', '1980-13', undefined],
  ['birth_date', '01/07/1980', undefined],
  ['birth_date', '0980-07-01', undefined],
  ['birth_date', '2026-03-01', '2026-03-01'],
  ['birth_date', '2026-03-02', undefined],
  ['birth_date', '2027', undefined],
  ['sex', 'Perempuan', 'P'],
  ['sex', 'X', undefined],
  ['birthplace', 'Sekayu', 'SEKAYU'],
  ['address', 'Jl. Merdeka  4', 'JL. MERDEKA 4'],
  ['rt', '3', '003'],
  ['rw', '012', '012'],
  ['rt', 'tiga', undefined],
  ['village_code', '16.06.01.2001', '16.06.01.2001'],
  ['village_code', '16.06.010.001', '16.06.010.001'],
  ['village_code', '1606012001', undefined],
  ['village_code', '16.06.01', undefined],
  ['phone', '+62 813-1234-5679', '081312345679'],
  ['phone', '12', undefined],
  ['relation', 'Kepala Keluarga', 'head'],
  ['relation', 'tetangga', undefined],
  ['deceased', 'yes', 'yes'],
  ['deceased', 'no', 'no'],
  ['deceased', 'MATI', undefined],
]

test('a judged value is normalised like golden values or refused', (t) => {
  for (const [field, text, value] of CASES)
    t.equal(judgedValue(field, text, TODAY), value, `${field} ${text.slice(0, 30)}`)
  t.end()
})
