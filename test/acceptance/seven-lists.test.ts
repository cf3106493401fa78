import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { test } from 'tap'
import { AGENCIES, DEMO_SOURCES, pathOf, type DemoSource } from '../../src/tools/demonstration/demo-sources.js'
import { pairQuality } from '../../src/tools/evaluation/quality.js'
import { type ClientResponse, client, type Client } from '../support/http/client.js'
import { finishedBatch } from '../support/http/send-batch.js'
import { labelledLists } from '../support/profiles/shared-lists.js'
import { numbered, readLabels } from '../support/processes/labels.js'
import { startedService } from '../support/processes/started-service.js'

const folder = labelledLists() ?? ''
const skip = folder === '' ? 'the labelled lists are not beside the repository' : false

/** A line of the export of links. */
interface Link {
  readonly source: string
  readonly row: number
  readonly person_id: string | null
  readonly household_id: string | null
}

test('seven sources are exported with the true persons and households', { skip, timeout: 280_000 }, async (t) => {
  const service = await startedService(t)
  const admin = client(t, service)
  for (const agency of AGENCIES) t.equal((await admin.post('/v1/agencies', agency)).status, 201, agency.code)
  const batches = await Promise.all(DEMO_SOURCES.map((list) => sendList(admin, list)))
  for (const { status, body } of batches) {
    const counts = body.counts as Readonly<Record<string, number>>
    const { read = 0, accepted = 0, unchanged = 0, rejected = 0, linked } = counts
    t.match({ status, state: body.state }, { status: 200, state: 'completed' }, String(body.source))
    t.equal(accepted + unchanged + rejected, read, 'each row is accounted for')
    t.equal(linked, accepted, 'each accepted row is linked')
    t.ok(read > 0 && rejected === 0, `${read} rows were read`)
  }

  const reader = admin.as(await makeKey(admin, { name: 'pembaca', roles: ['reader'] }))
  const { text } = await reader.get('/v1/exports/links')
  const links = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Link]))
  const labels = readLabels(folder)
  const labelOf = ({ source, row }: Link) => labels.get(source)?.[row - 1]
  const records = links.filter((link) => link.person_id !== null && labelOf(link) !== undefined)
  t.equal(records.length, [...labels.values()].flat().length, 'every record of the truth has a person')
  const persons = pairQuality(
    numbered(records.map((link) => link.person_id ?? '')),
    numbered(records.map((link) => labelOf(link)?.person ?? '')),
  )
  t.comment(`${records.length} records: ${JSON.stringify(persons)}`)
  t.ok(persons.precision >= 0.998, `precision ${persons.precision}`)
  t.ok(persons.recall >= 0.985, `recall ${persons.recall}`)
})

/** Adds the source, makes its key, sends the file as it is and waits until all of it is linked. */
async function sendList(admin: Client, list: DemoSource): Promise<ClientResponse> {
  const { source, agency, name, type, settings = {} } = list
  await admin.post('/v1/sources', { code: source, agency, profile: source, name, settings })
  const sender = admin.as(await makeKey(admin, { name, roles: ['producer'], sources: [source] }))
  const body = Readable.toWeb(createReadStream(pathOf(list, folder)))
  const path = `/v1/sources/${source}/batches?mode=snapshot`
  return finishedBatch(sender, await sender.post(path, body, { headers: { 'content-type': type } }))
}

async function makeKey(admin: Client, key: object): Promise<string> {
  return String((await admin.post('/v1/keys', key)).body.key)
}
