import { z } from 'zod'
import type { BatchView } from '../../application/batches/batch-view.js'
import { maySeePersonal, maySendSource } from '../../application/access/rights.js'
import { findProfileByCode } from '../../application/sources/profiles.js'
import { getSource } from '../../application/sources/read-sources.js'
import { isRefusal } from '../../application/context/refusals.js'
import { type Answer, stream, type TextBody } from '../contract/answer.js'
import { knownBatch } from './batch-rights.js'
import { chooseType } from '../contract/choose-type.js'
import { disclose } from '../disclosure/disclose.js'
import { HttpProblem } from '../contract/problem.js'
import { rejectionLines, rejectionTable } from './rejection-rows.js'
import { type Call, route } from '../contract/route.js'
import { Uuid } from '../paging/page-schema.js'
import { csvSheet } from '../sheets/csv-sheet.js'
import { MOST_SHEET_ROWS, xlsxSheet } from '../sheets/xlsx-sheet.js'
import { XLSX_TYPE } from './upload-type.js'

const NDJSON = 'application/x-ndjson'
const CSV = 'text/csv'
const EXAMPLE =
  '{"line":14,"source_key":"A-9","errors":[{"field":"name","code":"RECORD_EMPTY","detail":"The row names no person."}]}\n'

type Listing = Call<unknown, unknown, unknown>

export const rejectionList = route({
  id: 'listRejections',
  method: 'GET',
  path: '/v1/batches/{id}/rejections',
  tag: 'Deliveries',
  summary: 'Fetch the rows that were not taken',
  description:
    'Gives every rejected row with its line, field, code and reason, as lines of JSON. Asked for by Accept as CSV or XLSX, ' +
    'it gives the rows themselves under the columns of their own list with one column more, `padan_error`: mend them in ' +
    'a spreadsheet and send the file again. As the rows hold NIK and KK, these forms take the scope pii:read. Prefer XLSX: ' +
    'a spreadsheet that opens CSV damages numbers of 16 digits.',
  access: ['producer', 'reader', 'steward'],
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  answers: {
    200: {
      description: 'The rejected rows.',
      texts: {
        [NDJSON]: EXAMPLE,
        [CSV]: 'source_key,name,padan_error\r\nA-9,,Line 14. name: RECORD_EMPTY: The row names no person.\r\n',
        [XLSX_TYPE]: '',
      },
    },
  },
  refusals: ['ACCEPT_UNSUPPORTED', 'BATCH_UNKNOWN', 'RIGHTS_MISSING'],
  handle: async (call) => {
    const { context, rights, params } = call
    const batch = await knownBatch(context, params.id, rights)
    if (isRefusal(batch)) return batch
    const type = chooseType(call.headers.accept, [NDJSON, CSV, XLSX_TYPE])
    if (type === NDJSON) return stream(NDJSON, rejectionLines(context.registry, batch.id))
    return table(call, batch, type)
  },
})

async function table(call: Listing, { id, source, counts }: BatchView, type: string): Promise<Answer<200, TextBody>> {
  const { context, rights } = call
  if (!maySeePersonal(rights)) throw new HttpProblem('RIGHTS_MISSING', 'The rows themselves take the scope pii:read.')
  if (rights.areaPrefix !== undefined && !maySendSource(rights, source))
    throw new HttpProblem('RIGHTS_MISSING', 'The rows may lie outside the area of the key.')
  if (type === XLSX_TYPE && counts.rejected >= MOST_SHEET_ROWS)
    throw new HttpProblem('ACCEPT_UNSUPPORTED', 'They are more rows than a sheet can have; ask for text/csv.')
  await disclose(call, { action: 'batch.rejections_read', subjectKind: 'batch', subjectId: id, count: counts.rejected })
  const rows = rejectionTable(context.registry, id)
  const isCsv = type === CSV
  const headers = { 'content-disposition': `attachment; filename="rejections-${id}.${isCsv ? 'csv' : 'xlsx'}"` }
  if (!isCsv) return stream(XLSX_TYPE, xlsxSheet(rows), headers)
  return stream(`${CSV}; charset=utf-8`, csvSheet(rows, await separatorOf(call, source)), headers)
}

/** The list's own, so that the spreadsheets of its office take the columns apart. */
async function separatorOf({ context }: Listing, code: string): Promise<string> {
  const source = await getSource(context.registry, code)
  const layout = isRefusal(source) ? undefined : await findProfileByCode(context.registry, source.profile)
  return layout?.document.separator ?? ','
}
