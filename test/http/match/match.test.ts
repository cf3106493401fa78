import { test } from 'tap'
import { AMINAH, familyService, LESTARI, onlyPerson, SUSANTO } from '../../support/http/family-service.js'

interface Candidate {
  readonly person_id: string
  readonly grade: string
  readonly weight: number
  readonly evidence: readonly { readonly comparison: string; readonly weight: number }[]
}

test('a record is matched with the persons that it may belong to, and nothing is stored', async (t) => {
  const known = await familyService(t)
  const id = await onlyPerson(known, { nik: AMINAH.nik })
  const before = await known.full.get('/v1/statistics?by=source')
  const cases: readonly [string, object, string | undefined, string | undefined][] = [
    ['as she is', AMINAH, id, 'certain'],
    [
      'without numbers, in another spelling',
      { name: 'SITTI AMINAH', dob: '1985-06-12', sex: 'P', village_code: AMINAH.village_code, mother_name: 'ROHANI' },
      id,
      undefined,
    ],
    ['another person', { name: 'BAMBANG PURNOMO', dob: '1955-01-09', sex: 'L' }, undefined, undefined],
    ['by a source of the registry', { ...AMINAH, source: 'dtks' }, id, 'certain'],
  ]
  for (const [name, record, person, grade] of cases) {
    const { status, body } = await known.full.post('/v1/match', { record })
    const [best] = body['candidates'] as Candidate[]
    t.equal(status, 200, name)
    t.equal(best?.person_id, person, name)
    if (grade !== undefined) t.equal(best?.grade, grade, name)
    const sum = best?.evidence.reduce((total, { weight }) => total + weight, 0) ?? 0
    t.ok(Math.abs(sum - (best?.weight ?? 0)) < 1e-9, 'the weights add up')
  }
  t.same((await known.full.get('/v1/statistics?by=source')).body['source'], before.body['source'])
})

test('records of one call are evidence for each other, those of different calls are not', async (t) => {
  const { full } = await familyService(t)
  const bare = ({ name, dob, sex }: { name: string; dob: string; sex: string }) => ({
    name,
    dob,
    sex,
    household_ref: 'F-1',
  })
  const family = [SUSANTO, AMINAH, LESTARI].map(bare)
  const together = await full.post('/v1/match', { records: family })
  const results = together.body['results'] as { candidates: Candidate[] }[]
  const alone = await Promise.all(family.map((record) => full.post('/v1/match', { record })))
  results.forEach(({ candidates }, at) => {
    const [beside] = candidates
    const [byItself] = alone[at]?.body['candidates'] as Candidate[]
    t.equal(beside?.person_id, byItself?.person_id)
    t.ok((beside?.weight ?? 0) > (byItself?.weight ?? 0), 'the company speaks for it')
  })
})

test('concurrent calls are each answered with their own matches', async (t) => {
  const { full } = await familyService(t)
  const people = [SUSANTO, AMINAH, LESTARI]
  const calls = Array.from({ length: 60 }, (_, at) => people[at % 3] ?? SUSANTO)
  const answers = await Promise.all(calls.map((record) => full.post('/v1/match', { record })))
  const ids = answers.map(({ body }) => (body['candidates'] as Candidate[])[0]?.person_id)
  t.equal(new Set(ids).size, 3)
  ids.forEach((id, at) => t.equal(id, ids[at % 3]))
})

test('a match takes one record or up to a hundred, of known fields', async (t) => {
  const { full } = await familyService(t)
  for (const body of [
    {},
    { record: { name: 'A' }, records: [{ name: 'A' }] },
    { records: Array.from({ length: 101 }, () => ({ name: 'A' })) },
    { record: { nama: 'A' } },
    { record: { name: 1 } },
    { record: { name: 'A'.repeat(501) } },
  ]) {
    t.match(await full.post('/v1/match', body), { status: 422, body: { code: 'BODY_INVALID' } })
  }
  t.same((await full.post('/v1/match', { record: {} })).body, { candidates: [] }, 'an empty record has no candidates')
})
