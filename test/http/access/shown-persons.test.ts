import { randomUUID } from 'node:crypto'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { openapiDocument } from '../../../src/http/contract/openapi.js'
import { ROUTES } from '../../../src/http/server/routes.js'
import { personsIn } from '../../../src/http/disclosure/persons-in.js'
import type { Client } from '../../support/http/client.js'
import { AMINAH, familyService, LESTARI, onlyPerson, SUSANTO, VILLAGE } from '../../support/http/family-service.js'
import { client } from '../../support/http/client.js'
import { firstOf, keyWith, serviceWithRecords } from '../../support/http/service-with-records.js'
import { DUPLICATE } from '../../support/registry/conflict-examples.js'
import { testService } from '../../support/http/test-service.js'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The actions of the rows that are found for a person. */
async function actionsOn(admin: Client, id: string): Promise<readonly string[]> {
  const { body } = await admin.get(`/v1/audit?subject_kind=person&subject_id=${id}&limit=100`)
  return (body.items ?? []).map(({ action }) => String(action)).toReversed()
}

test('every answer that shows a person is found by the id of the person', async (t) => {
  const { admin, full } = await familyService(t)
  const ids = await Promise.all([AMINAH, SUSANTO, LESTARI].map(({ nik }) => onlyPerson({ full }, { nik })))
  const [aminah = '', susanto = '', lestari = ''] = ids
  const { household } = (await full.get(`/v1/persons/${aminah}`)).body as { household: { id: string } }
  const before = await actionsOn(admin, lestari)
  await full.get(`/v1/households/${household.id}`)
  await full.post('/v1/households/search', { area_code: VILLAGE })
  await full.post('/v1/persons/search', { area_code: VILLAGE })
  await full.post('/v1/match', { records: [AMINAH, SUSANTO, LESTARI] })
  await full.post('/v1/explanations', { persons: [aminah, lestari] })
  await full.get(`/v1/persons/${lestari}/explanation`)
  await full.get('/v1/exports/links')
  t.same((await actionsOn(admin, lestari)).slice(before.length), [
    'household.read',
    'person.searched',
    'person.matched',
    'pair.explained',
    'person.explained',
    'links.exported',
  ])
  t.ok((await actionsOn(admin, susanto)).includes('household.searched'), 'the head is named')
  t.same(await actionsOn(admin, randomUUID()), [])
  const rows = await admin.get('/v1/audit/verification')
  t.match(rows.body, { is_intact: true })
})

test('conflicts, judgements and single records show persons too', async (t) => {
  const service = await serviceWithRecords(t, DUPLICATE)
  const admin = client(t, service)
  const full = admin.as(await keyWith(admin, { roles: ['steward'], scopes: ['pii:read'] }))
  const { id } = firstOf(await full.get('/v1/conflicts'))
  const path = `/v1/conflicts/${String(id)}`
  const { parties } = (await full.get(path)).body as unknown as { parties: { person: { id: string } }[] }
  const headers = { 'if-match': '"1"' }
  const verdict = { verdict: 'different', reason: 'Dua orang.' }
  await full.post(`${path}/resolution?preview=true`, verdict, { headers })
  const { judgements } = (await full.post(`${path}/resolution`, verdict, { headers })).body as unknown as {
    judgements: { id: string }[]
  }
  const judgement = `/v1/judgements/${judgements[0]?.id ?? ''}`
  await full.get(judgement)
  await full.get('/v1/judgements')
  await full.get('/v1/sources/bantu-umak/records/a')
  const found = await Promise.all(parties.map(({ person }) => actionsOn(admin, person.id)))
  t.equal(found.length, 2)
  for (const actions of found) {
    const wanted = ['conflict.listed', 'conflict.read', 'judgement.read', 'judgement.read']
    t.same(
      wanted.filter((action) => !actions.includes(action)),
      [],
      actions.join(),
    )
  }
  t.ok(found.some((actions) => actions.includes('record.read')))
  t.ok(found.every((actions) => actions.filter((action) => action === 'judgement.read').length === 2))
})

test('a caller cannot put the id of another person into the audit log', async (t) => {
  const { admin, full, service } = await familyService(t)
  const victim = await onlyPerson({ full }, { nik: AMINAH.nik })
  const before = await actionsOn(admin, victim)
  const headers = { 'x-request-id': victim }
  const bodies = [{ nik: SUSANTO.nik }, { name: 'joko' }, { area_code: '16.01' }]
  for (const body of bodies) await full.post('/v1/persons/search', body, { headers })
  await full.post('/v1/persons/search', { nik: SUSANTO.nik }, { headers: { 'x-purpose': victim } })
  const answered = await full.post('/v1/match', { record: SUSANTO }, { headers })
  t.same(await actionsOn(admin, victim), before)
  t.match(answered.headers, { 'x-request-id': victim, 'x-server-request-id': UUID })
  const row = firstOf(await admin.get('/v1/audit?action=person.matched'))
  t.match(row, { content: { request: answered.headers['x-server-request-id'], caller_request: victim } })
  t.ok(service.logged.some((line) => line.includes(`"request":"${String(answered.headers['x-server-request-id'])}"`)))
  const many = await full.post('/v1/persons/search', { area_code: VILLAGE }, { headers })
  const searched = firstOf(await admin.get('/v1/audit?action=person.searched'))
  t.equal(searched['subject_id'], many.headers['x-server-request-id'])
})

test('facts of sources name no person', (t) => {
  const [shown, written] = [randomUUID(), randomUUID()]
  const view = {
    person_id: shown,
    record: { person_id: written, persons: [{ id: written }] },
    records: [{ facts: { person_id: written }, values: { head_id: written } }],
    house: { members: { id: written } },
  }
  t.same(personsIn(view), [shown])
  t.same(personsIn({ person_id: '1606014103800001' }), [], 'nor does what is no id')
  t.end()
})

test('a disclosure of very many persons is several rows, each with all that belongs to it', async (t) => {
  const service = await testService(t)
  const { DisclosureLog } = await import('../../../src/application/access/disclosure-log.js')
  const persons = Array.from({ length: 1201 }, () => randomUUID())
  const told = {
    actor: 'uji',
    action: 'links.exported',
    subjectKind: 'source',
    subjectId: 'dtks',
    count: 1201,
    persons,
  }
  await new DisclosureLog(service.registry).write({
    ...told,
    purpose: 'Uji',
    requestId: randomUUID(),
    callerRequestId: undefined,
  })
  const admin = client(t, service)
  for (const at of [0, 499, 500, 1200]) t.same(await actionsOn(admin, persons[at] ?? ''), ['links.exported'])
  const rows = await service.database.conn.read<{ count: number }>(sql`
    SELECT json_array_length(content -> 'persons') AS count FROM audit ORDER BY number`)
  t.same(
    rows.map(({ count }) => count),
    [500, 500, 201],
  )
})

test('every id in an answer with personal data is known as that of a person or of something else', (t) => {
  const shown = ROUTES.filter(({ showsPersonal }) => showsPersonal === true)
  const document = openapiDocument(shown) as { paths: object; components: { schemas: object } }
  const names = new Set<string>()
  gatherIds({ paths: document.paths, schemas: document.components.schemas }, names)
  const others = ['batch_id', 'conflict_id', 'judgement_id', 'superseded', 'restored', 'supersedes', 'household_id']
  const ofHouseholds = ['household_before', 'household_after']
  const elsewhere = ['person', 'conflict', 'successors']
  const stated = new Set([...others, ...ofHouseholds, ...elsewhere, 'id', 'others', 'persons'])
  const unknown = [...names].filter((name) => !stated.has(name) && personsIn({ [name]: randomUUID() }).length === 0)
  t.same(unknown, [])
  t.end()
})

/** The names of fields whose values are ids. */
function gatherIds(schema: unknown, names: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return
  for (const [name, value] of Object.entries(schema) as [string, unknown][]) {
    if (name === 'properties') for (const field of idFieldsOf(value as object)) names.add(field)
    gatherIds(value, names)
  }
}

function idFieldsOf(properties: object): string[] {
  return Object.entries(properties)
    .filter(([, form]) => JSON.stringify(form).includes('"format":"uuid"'))
    .filter(([, form]) => !JSON.stringify(form).includes('"properties"'))
    .map(([field]) => field)
}

test('where the operator requires it, personal data is shown for a purpose only', async (t) => {
  const service = await testService(t, { isPurposeRequired: true })
  const admin = client(t, service)
  const full = admin.as(await keyWith(admin, { roles: ['steward'], scopes: ['pii:read'] }))
  const plain = admin.as(await keyWith(admin, { roles: ['steward'] }))
  const id = randomUUID()
  for (const { method, path, showsPersonal, access } of ROUTES) {
    if (access === 'open' || access.join() === 'admin' || access.join() === 'producer') continue
    const address = path.replaceAll(/\{\w+\}/g, id)
    const purposes: Readonly<Record<string, string>>[] = [{}, { 'x-purpose': '' }, { 'x-purpose': ' - ' }]
    for (const headers of purposes) {
      const { status, body } = await full.call(method, address, { headers })
      if (showsPersonal === true) t.match({ status, body }, { status: 400, body: { code: 'PURPOSE_MISSING' } }, path)
      else t.not(body['code'], 'PURPOSE_MISSING', path)
      t.not((await plain.call(method, address, { headers })).body['code'], 'PURPOSE_MISSING', path)
    }
    const stated = await full.call(method, address, { headers: { 'x-purpose': 'Verval' } })
    t.not(stated.body['code'], 'PURPOSE_MISSING', path)
  }
})
