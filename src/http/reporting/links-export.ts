import { insideArea } from '../disclosure/inside-area.js'
import { z } from 'zod'
import { exportLinks, type Link } from '../../application/reporting/export-links.js'
import { hasRole, maySendSource } from '../../application/access/rights.js'
import { refuse } from '../../application/context/refusals.js'
import { stream } from '../contract/answer.js'
import { type Call, route } from '../contract/route.js'
import { auditShown } from '../disclosure/disclose.js'
import { personsIn } from '../disclosure/persons-in.js'
import { Code } from '../paging/page-schema.js'

const NDJSON = 'application/x-ndjson'
const EXAMPLE =
  '{"source":"dtks","source_key":"A-1042","batch_id":"0c8f2a52-8a55-4c1e-9a6b-6f0a2d6a9d11","row":17,' +
  '"person_id":"4e0b8e0e-6f5b-4ad0-9a37-0d6f6b0f3c55","household_id":"b7f9a3f4-1c1d-4f0e-8a0a-2f6f0f4f7a10"}\n'

export const linksExport = route({
  id: 'exportLinks',
  method: 'GET',
  path: '/v1/exports/links',
  tag: 'Exports',
  summary: 'Export links',
  description:
    'Streams one JSON line for each live record: its source and key, the batch and row that it came with (null ' +
    'for a single record), and its person and household. A row about a house has person_id null and the ' +
    'household of most of its family. The lines hold no personal data and are not ordered. Each line shows its ' +
    'record at the time when its part of the export was read. A producer exports one of its own sources.',
  access: ['producer', 'reader', 'steward'],
  reach: 'confined',
  query: z.strictObject({ source: Code.optional().describe('Only the records of this source.') }),
  answers: { 200: { description: 'The links.', texts: { [NDJSON]: EXAMPLE } } },
  refusals: ['SOURCE_UNKNOWN'],
  handle: (call) => {
    const { context, rights, query } = call
    if (!mayExport(call)) return Promise.resolve(refuse('SOURCE_UNKNOWN', 'Name one of your sources.'))
    const pages = exportLinks(context.registry.database.conn, { area: rights.areaPrefix, source: query.source })
    return Promise.resolve(stream(NDJSON, linesOf(call, pages)))
  },
})

type LinksCall = Call<undefined, { source?: string | undefined }, undefined>

function mayExport({ rights, query }: LinksCall): boolean {
  if (hasRole(rights, ['reader', 'steward'])) return true
  return query.source !== undefined && maySendSource(rights, query.source)
}

/** Each page is in the audit log before it is sent: an export is how a whole list leaves the registry. */
async function* linesOf(call: LinksCall, pages: AsyncIterable<readonly Link[]>): AsyncGenerator<string> {
  for await (const page of pages) {
    let text = ''
    for (const link of await insideArea(call, page)) text += `${JSON.stringify(link)}\n`
    if (text === '') continue
    await auditShown(call, {
      action: 'links.exported',
      subjectKind: 'source',
      count: page.length,
      persons: personsIn(page),
      ...(call.query.source === undefined ? {} : { subjectId: call.query.source }),
    })
    yield text
  }
}
