import { test } from 'tap'
import { CONFLICT_EXAMPLES } from '../../support/registry/conflict-examples.js'
import { client } from '../../support/http/client.js'
import { keyWith, serviceWithRecords } from '../../support/http/service-with-records.js'

interface Offered {
  readonly verdict: string
  readonly leaves: string
  readonly answer: object
  readonly effects: object
}

const EXAMPLES = [...new Map(CONFLICT_EXAMPLES.map(({ kind, records: people }) => [people, { kind, people }])).values()]

for (const { kind, people } of EXAMPLES)
  test(`the verdicts that a ${kind} conflict offers can be sent as they are, also where numbers are masked`, async (t) => {
    const admin = client(t, await serviceWithRecords(t, people))
    const steward = admin.as(await keyWith(admin, { roles: ['steward'] }))
    const [conflict] = (await steward.get(`/v1/conflicts?kind=${kind}`)).body.items ?? []
    const path = `/v1/conflicts/${String(conflict?.['id'])}`
    const { body, headers } = await steward.get(path)
    const match = { headers: { 'if-match': headers['etag'] ?? '' } }
    const offered = body['verdicts'] as readonly Offered[]
    t.ok(offered.length > 0, 'verdicts are offered')
    for (const { answer, leaves, effects } of offered) {
      const tried = await steward.post(`${path}/resolution?preview=true`, { ...answer, reason: 'uji' }, match)
      t.match(tried, { status: 200, body: { conflict: { state: leaves } } }, JSON.stringify(answer))
      t.same(tried.body['effects'], effects, 'its effects are the previewed ones')
    }
    const [last] = offered.slice(-1)
    const settled = await steward.post(`${path}/resolution`, { ...last?.answer, reason: 'uji' }, match)
    t.match(settled, { status: 200, body: { conflict: { state: last?.leaves } } })
  })
