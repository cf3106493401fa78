import { type JudgementPlace, pageJudgements } from '../../application/judgements/page-judgements.js'
import { personsOfRecords } from '../../application/persons/persons-of-records.js'
import { readCursor, writeCursor } from '../paging/cursor.js'
import { disclose } from '../disclosure/disclose.js'
import { maskingFor } from '../disclosure/masking.js'
import { pageAnswer } from '../paging/page.js'
import { route } from '../contract/route.js'
import { Judgement, JudgementQuery } from './judgement-schema.js'
import { Page } from '../paging/page-schema.js'
import { masked } from '../disclosure/masked.js'

const LIST = 'judgements'

export const judgementList = route({
  id: 'listJudgements',
  method: 'GET',
  path: '/v1/judgements',
  tag: 'Judgements',
  summary: 'List judgements',
  description: 'Returns judgements and reversals, newest first: all, those about a person, or those about a conflict.',
  access: ['steward'],
  reach: 'confined',
  showsPersonal: true,
  query: JudgementQuery,
  answers: { 200: { description: 'A page of judgements.', schema: Page(Judgement) } },
  refusals: ['CURSOR_INVALID'],
  handle: async (call) => {
    const { context, rights, query } = call
    const { person, conflict, limit, cursor } = query
    const { database, secret } = context.registry
    const after = cursor === undefined ? undefined : placeOf(readCursor(secret, LIST, cursor))
    const { items, next } = await pageJudgements(database.conn, {
      area: rights.areaPrefix,
      limit,
      ...(person === undefined ? {} : { personId: person }),
      ...(conflict === undefined ? {} : { conflictId: conflict }),
      ...(after === undefined ? {} : { after }),
    })
    const [first] = items
    if (first !== undefined)
      await disclose(call, {
        action: 'judgement.read',
        subjectKind: 'judgement',
        subjectId: first.id,
        count: items.length,
        persons: await personsOfRecords(
          database.conn,
          items.flatMap(({ records }) => records),
        ),
      })
    const nextCursor =
      next === undefined ? undefined : writeCursor(secret, LIST, [next.judgedAt.toISOString(), next.id])
    return pageAnswer(call, masked(items, maskingFor(call)), nextCursor)
  },
})

function placeOf([judgedAt, id]: readonly (string | number | null)[]): JudgementPlace {
  return { judgedAt: new Date(String(judgedAt)), id: String(id) }
}
