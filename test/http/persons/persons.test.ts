import sql from 'sql-template-tag'
import { test } from 'tap'
import { judgePair } from '../../../src/application/judgements/judge-pair.js'
import { reverseJudgement } from '../../../src/application/judgements/reverse-judgement.js'
import { notRefused } from '../../support/batches/process-batch.js'
import { type testRecord, withdrawal } from '../../support/registry/test-registry.js'
import {
  AMINAH,
  DJOKO,
  familyService,
  LESTARI,
  onlyPerson,
  judgementsLinked,
  SUSANTO,
  VILLAGE,
} from '../../support/http/family-service.js'
import { perform } from '../../support/registry/perform.js'

const UNKNOWN_ID = '0b9a1f5e-1111-4222-8333-444455556666'

test('a person shows one value for each field, with its source and the sources that differ', async (t) => {
  const known = await familyService(t)
  const id = await onlyPerson(known, { nik: AMINAH.nik })
  const { body, headers, status } = await known.full.get(`/v1/persons/${id}?include=records,evidence,history`)
  t.equal(status, 200)
  t.equal(headers.etag, `"${String(body.version)}"`)
  t.match(body, {
    id,
    values: {
      name: { value: 'SITI AMINAH', from: { source: String, source_key: String } },
      nik: { value: AMINAH.nik },
      birth_date: { value: '1985-06-12', others: [{ source: 'dtsen', source_key: 'E-2', value: '1985-06-13' }] },
      phone: { value: AMINAH.phone },
    },
    household: { id: String, since: String },
    sources: ['disdukcapil', 'dtks', 'dtsen'],
    record_count: 3,
  })
  const { records, evidence, history } = body as unknown as {
    records: { source: string; values: Record<string, string> }[]
    evidence: { edges: { weight: number; evidence: { weight: number }[] }[] }
    history: { records: { until: string | null }[]; households: { until: string | null }[] }
  }
  t.same(records.map(({ source }) => source).sort(), ['disdukcapil', 'dtks', 'dtsen'])
  t.equal(records.find(({ source }) => source === 'dtks')?.values['name'], 'ST. AMINAH')
  t.equal(evidence.edges.length, 3, 'three records, each pair of which was compared')
  for (const edge of evidence.edges) {
    const sum = edge.evidence.reduce((total, { weight }) => total + weight, 0)
    t.ok(Math.abs(sum - edge.weight) < 1e-9, 'the weights of the evidence add up')
  }
  t.equal(history.records.filter(({ until }) => until === null).length, 3)
  t.equal(history.households.filter(({ until }) => until === null).length, 1)
})

test('the explanation shows the weights by which the records were linked', async (t) => {
  const known = await familyService(t)
  const id = await onlyPerson(known, { nik: AMINAH.nik })
  const { body } = await known.full.get(`/v1/persons/${id}/explanation`)
  const { edges } = body as unknown as { edges: { weight: number; grade: string }[] }
  const stored = await known.service.database.conn.read<{ weight: number }>(sql`
    SELECT e.weight FROM edges e JOIN live_records a ON a.record_id = e.record_id JOIN live_records b ON b.record_id = e.other_id
    WHERE a.person_id = ${id} AND b.person_id = ${id} AND e.record_id < e.other_id ORDER BY e.weight DESC`)
  t.same(
    edges.map(({ weight }) => weight.toFixed(9)),
    stored.map(({ weight }) => weight.toFixed(9)),
  )
  t.ok(edges.some(({ grade }) => grade === 'certain'))
})

test('twins of one source are two persons, and the explanation shows the evidence against joining them', async (t) => {
  const known = await familyService(t)
  const twin = {
    dob: '2012-09-17',
    sex: 'L',
    shdk: 'ANAK',
    kk: SUSANTO.kk,
    village_code: VILLAGE,
    mother_name: 'SITI AMINAH',
  }
  await known.link('dtks', 'T-1', { ...twin, name: 'AGUS HASAN', nik: '1606011709120001' })
  await known.link('dtks', 'T-2', { ...twin, name: 'AGUS HUSEN', nik: '1606011709120002' })
  const ids = [await onlyPerson(known, { name: 'agus hasan' }), await onlyPerson(known, { name: 'agus husen' })]
  t.not(ids[0], ids[1])
  const { body } = await known.full.post('/v1/explanations', { persons: ids })
  const [pair] = body['pairs'] as {
    outcome: string
    evidence: { comparison: string; level: string; words: { en: string } }[]
  }[]
  t.equal(body['is_one_person'], false)
  t.not(pair?.outcome, 'linked')
  const list = pair?.evidence.find(({ comparison }) => comparison === 'list')
  t.match(list, { level: 'same_family_in_list', words: { en: String, id: String } })
})

test('a person shows programmes with their payments', async (t) => {
  const known = await familyService(t)
  const id = await onlyPerson(known, { nik: SUSANTO.nik })
  const { body } = await known.full.get(`/v1/persons/${id}`)
  t.match(body['enrolments'], [
    { programme: 'Bantu Umak', basis: 'roster', monthly_amount: 325_000, from: { source: 'bantu-umak' } },
    { programme: 'PKH', basis: 'stated', from: { source: 'dtks' } },
  ])
})

test('numbers are masked without the scope in every field, and reads in full are audited with their purpose', async (t) => {
  const known = await familyService(t)
  const id = await onlyPerson(known, { nik: AMINAH.nik })
  const pages = [
    ['GET', `/v1/persons/${id}?include=records,evidence,history`],
    ['GET', `/v1/persons/${id}/explanation`],
    ['POST', '/v1/persons/search', { name: 'aminah' }],
    ['POST', '/v1/match', { record: AMINAH }],
    [
      'POST',
      '/v1/explanations',
      {
        records: [
          ['dtks', 'A-2'],
          ['dtsen', 'E-2'],
        ],
      },
    ],
    [
      'POST',
      '/v1/explanations',
      {
        records: [
          ['dtks', 'A-2'],
          ['dtks', 'A-3'],
        ],
      },
    ],
  ] as const
  const numbers = [AMINAH.nik, AMINAH.kk, AMINAH.phone, LESTARI.nik, SUSANTO.nik]
  for (const [method, path, body] of pages) {
    const purpose = { 'x-purpose': 'verval desa' }
    const hidden = await known.reader.call(method, path, { body })
    const shown = await known.full.call(method, path, { body, headers: purpose })
    t.equal(hidden.status, 200, `${method} ${path.split('?')[0]?.replace(id, '{id}')}`)
    for (const number of numbers) t.notOk(hidden.text.includes(number), 'no number stands in it')
    t.ok(shown.text.includes(AMINAH.nik), 'the scope shows it')
    t.match(hidden.text, /\{"token":"[A-Z2-7-]{19}"\}/, 'a token stands in its place')
  }
  const audited = await known.service.database.conn.read<{ action: string; purpose: string }>(sql`
    SELECT action, coalesce(reason, content::text) AS purpose FROM audit WHERE action LIKE 'person.%' OR action LIKE 'pair.%'`)
  for (const action of ['person.read', 'person.explained', 'person.searched', 'person.matched', 'pair.explained']) {
    t.ok(
      audited.some((row) => row.action === action && row.purpose.includes('verval desa')),
      action,
    )
  }
})

test('a merged id redirects to the surviving person, and is live again once the merge is undone', async (t) => {
  const known = await familyService(t)
  const { service, full, link } = known
  const first = await link('dtks', 'R-1', { name: 'RATNA SARI', dob: '1990-02-03', sex: 'P', village_code: VILLAGE })
  const second = await link('dtsen', 'R-2', { name: 'RATNA WULAN', dob: '1991-08-09', sex: 'P', village_code: VILLAGE })
  const older = await onlyPerson(known, { name: 'ratna sari' })
  const younger = await onlyPerson(known, { name: 'ratna wulan' })
  const bench = { database: service.database, now: service.registry.now }
  const order = { records: [first, second], verdict: 'same', reason: 'Kartu keluarga', judgedBy: 'test' } as const
  const { judgementId } = notRefused(await perform(bench, judgePair, order))
  await judgementsLinked(known)
  const answers = await Promise.all([older, younger].map((id) => full.get(`/v1/persons/${id}?include=history`)))
  const moved = answers.find(({ status }) => status === 308)
  const survivor = answers.find(({ status }) => status === 200)
  t.equal(moved?.headers.location, `/v1/persons/${String(survivor?.body.id)}?include=history`)
  t.match(survivor?.body['history'], { judgements: [{ verdict: 'same', reason: 'Kartu keluarga', judged_by: 'test' }] })
  const gone = older === survivor?.body.id ? younger : older
  const explained = await full.get(`/v1/persons/${gone}/explanation`)
  t.match(explained, { status: 308, headers: { location: `/v1/persons/${String(survivor?.body.id)}/explanation` } })
  notRefused(await perform(bench, reverseJudgement, { judgementId, reason: 'Keliru', judgedBy: 'test' }))
  await judgementsLinked(known)
  t.match(await full.get(`/v1/persons/${String(survivor?.body.id)}`), { status: 200, body: { record_count: 1 } })
  const split = await full.get(`/v1/persons/${String(survivor?.body.id)}?include=history`)
  const { records } = split.body['history'] as { records: { until: string | null }[] }
  t.same(
    records.map(({ until }) => until === null).sort(),
    [false, true],
    'the history names the person that it belonged to for a while',
  )
  const again = await full.get(`/v1/persons/${gone}?include=history`)
  t.match(again, { status: 200, headers: { etag: '"3"' }, body: { id: gone, record_count: 1 } })
  const own = again.body['history'] as { records: { until: string | null }[] }
  t.same(
    own.records.map(({ until }) => until === null),
    [false, true],
    'and it had its own record before and has it now',
  )
})

test('an id whose last record was withdrawn is answered with 410, an unknown id with 404', async (t) => {
  const known = await familyService(t)
  const id = await onlyPerson(known, { nik: DJOKO.nik })
  const { linker } = known.service
  await linker.link(withdrawal({ source: 'dtks', sourceKey: 'A-9' } as ReturnType<typeof testRecord>))
  t.match(await known.reader.get(`/v1/persons/${id}`), { status: 410, body: { code: 'RESOURCE_GONE', successors: [] } })
  t.match(await known.reader.get(`/v1/persons/${UNKNOWN_ID}`), { status: 404, body: { code: 'RESOURCE_UNKNOWN' } })
  t.match(await known.reader.get('/v1/persons/1'), { status: 400, body: { code: 'PATH_INVALID' } })
  t.match(await known.reader.get(`/v1/persons/${id}?include=all`), { status: 400, body: { code: 'QUERY_INVALID' } })
})

test('a person outside the area of a key is unknown to it', async (t) => {
  const known = await familyService(t)
  const inside = await onlyPerson(known, { nik: AMINAH.nik })
  const outside = await onlyPerson(known, { nik: DJOKO.nik })
  const local = await known.keyFor({ roles: ['steward'], scopes: ['pii:read'], area_prefix: '16.06' })
  t.equal((await local.get(`/v1/persons/${inside}`)).status, 200)
  t.equal((await local.get(`/v1/persons/${outside}`)).status, 404)
  t.equal((await local.get(`/v1/persons/${outside}/explanation`)).status, 404)
  t.same((await local.post('/v1/persons/search', { nik: DJOKO.nik })).body.items, [])
  t.same((await local.post('/v1/persons/search', { name: 'djoko', area_code: '16.07' })).body.items, [])
  t.same((await local.post('/v1/match', { record: DJOKO })).body['candidates'], [])
  t.match(await local.post('/v1/explanations', { persons: [inside, outside] }), { status: 404 })
  const withdrawn = await known.link('dtks', 'A-9', { ...DJOKO, name: 'DJOKO SUSILO' })
  t.ok(withdrawn)
  await known.service.linker.link(withdrawal({ source: 'dtks', sourceKey: 'A-9' } as ReturnType<typeof testRecord>))
  t.equal((await local.get(`/v1/persons/${outside}`)).status, 404, 'gone as well')
})

test('the explanation of a pair shows the evidence for and against one person', async (t) => {
  const known = await familyService(t)
  const same = await known.full.post('/v1/explanations', {
    records: [
      ['dtks', 'A-2'],
      ['disdukcapil', 'D-2'],
    ],
  })
  t.match(same.body, { is_one_person: true, pairs: [{ outcome: 'linked', grade: 'certain', shared_keys: Array }] })
  const persons = [await onlyPerson(known, { nik: AMINAH.nik }), await onlyPerson(known, { nik: DJOKO.nik })]
  const other = await known.full.post('/v1/explanations', { persons })
  t.match(other.body, { is_one_person: false, judgements: [] })
  const pairs = other.body['pairs'] as { outcome: string; weight: number; evidence: { weight: number }[] }[]
  t.equal(pairs.length, 3, 'three records against one')
  for (const { outcome, weight, evidence } of pairs) {
    t.equal(outcome, 'no_shared_key')
    t.ok(Math.abs(evidence.reduce((sum, each) => sum + each.weight, 0) - weight) < 1e-9)
  }
  t.match(await known.full.post('/v1/explanations', { persons: [persons[0], persons[0]] }), { status: 404 })
  t.match(await known.full.post('/v1/explanations', {}), { status: 422, body: { code: 'BODY_INVALID' } })
})

test('the log contains no personal data', async (t) => {
  const known = await familyService(t)
  const id = await onlyPerson(known, { nik: AMINAH.nik })
  await known.full.get(`/v1/persons/${id}?include=records,evidence,history`)
  await known.full.get(`/v1/persons/${id}/explanation`)
  await known.full.post('/v1/match', { record: { ...AMINAH, unknown: AMINAH.nik } })
  await known.full.post('/v1/persons/search', { nik: `${AMINAH.nik}1`, name: AMINAH.name })
  await known.full.post('/v1/households/search', { kk: AMINAH.kk })
  await known.full.get(`/v1/persons/${AMINAH.nik}`)
  const logged = known.service.logged.join('')
  for (const mark of [AMINAH.nik, AMINAH.name, AMINAH.kk, AMINAH.phone, AMINAH.dob]) t.notOk(logged.includes(mark))
})
