import { test } from 'tap'
import { matchRequests, searchRequests } from '../../../src/tools/benchmark/bench-queries.js'
import type { LoadRequest } from '../../../src/tools/benchmark/load-plan.js'
import { generateRecords } from '../../../src/tools/synthetic/records.js'

const sample = [...generateRecords({ records: 400, seed: 11 })].map(({ flat }) => flat)

function bodyOf({ body = '' }: LoadRequest): Record<string, Record<string, string> | string> {
  return JSON.parse(body) as Record<string, Record<string, string> | string>
}

test('every second query has the values of its record, the others have errors', async (t) => {
  const bodies = matchRequests(sample).map((request) => bodyOf(request).record as Record<string, string>)
  t.equal(bodies.length, sample.length)
  const isAsListed = bodies.map(({ name = '', nik = '', dob = '' }, at) => {
    const flat = sample[at]
    return name === flat?.name && nik === flat.nik && dob === flat.dob
  })
  t.ok(isAsListed.every((same, at) => same || at % 2 === 1))
  const damaged = isAsListed.filter((same) => !same).length
  t.ok(damaged > 150, `${damaged} of ${sample.length / 2} are not as they were`)
  t.ok(
    bodies.every((record) => record.source_key === undefined && !Object.values(record).includes('')),
    'no request has a key or a blank',
  )
  t.same(matchRequests(sample), matchRequests(sample), 'the same in every run')
})

test('whole names are searched in a kecamatan, first words in a regency', async (t) => {
  const bodies = searchRequests(sample).map((request) => bodyOf(request) as Record<string, string>)
  t.ok(bodies.length > 350, 'nearly every record has a name and an area')
  const lengths = new Set(bodies.map(({ area_code: area = '' }) => area.length))
  t.same([...lengths].sort(), [5, 8])
  t.ok(
    bodies.every(({ name = '', area_code: area = '' }) =>
      sample.some((flat) => flat.name.trim().startsWith(name.trim()) && flat.village_code.startsWith(area)),
    ),
    'each reads a person that exists',
  )
})
