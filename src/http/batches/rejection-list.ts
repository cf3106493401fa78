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

type RejectionCall = Call<unknown, unknown, unknown>

export const rejectionList = route({
  id: 'listRejections',
  method: 'GET',
  path: '/v1/batches/{id}/rejections',
  tag: 'Batches',
  summary: 'List the rejected rows of a batch',
  description:
    'Returns every rejected row with its line, field, code and reason, as NDJSON; an error names the sheet where ' +
    'several sheets of a workbook are read. With Accept as CSV or XLSX it ' +
    'returns the rows themselves, under the columns of their source and one more column, `padan_error`: correct ' +
    'them in a spreadsheet and send the file again. These two forms hold NIK and KK, so they require the scope ' +
    'pii:read. Prefer XLSX: spreadsheets that open CSV damage numbers of 16 digits.',
  access: ['producer', 'reader', 'steward'],
  reach: 'confined',
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
    return answerTable(call, batch, type)
  },
})

async function answerTable(
  call: RejectionCall,
  { id, source, counts }: BatchView,
  type: string,
): Promise<Answer<200, TextBody>> {
  const { context, rights } = call
  if (!maySeePersonal(rights))
    throw new HttpProblem('RIGHTS_MISSING', 'The rows themselves require the scope pii:read.')
  if (rights.areaPrefix !== undefined && !maySendSource(rights, source))
    throw new HttpProblem('RIGHTS_MISSING', 'The rows may be outside the area of the key.')
  if (type === XLSX_TYPE && counts.rejected >= MOST_SHEET_ROWS)
    throw new HttpProblem('ACCEPT_UNSUPPORTED', 'The rows exceed the limit of a sheet; request text/csv.')
  await disclose(call, { action: 'batch.rejections_read', subjectKind: 'batch', subjectId: id, count: counts.rejected })
  const rows = rejectionTable(context.registry, id)
  const isCsv = type === CSV
  const headers = { 'content-disposition': `attachment; filename="rejections-${id}.${isCsv ? 'csv' : 'xlsx'}"` }
  if (!isCsv) return stream(XLSX_TYPE, xlsxSheet(rows), headers)
  return stream(`${CSV}; charset=utf-8`, csvSheet(rows, await separatorOf(call, source)), headers)
}

/** The separator of the source's profile, which the spreadsheets of its agency expect. */
async function separatorOf({ context }: RejectionCall, code: string): Promise<string> {
  const source = await getSource(context.registry, code)
  const profile = isRefusal(source) ? undefined : await findProfileByCode(context.registry, source.profile)
  return profile?.document.separator ?? ','
}
