import { explainRecordPair } from '../../application/persons/explain-record-pair.js'
import { isRefusal } from '../../application/context/refusals.js'
import { ok } from '../contract/answer.js'
import { disclose } from '../disclosure/disclose.js'
import { personsIn } from '../disclosure/persons-in.js'
import { maskingFor } from '../disclosure/masking.js'
import { HttpProblem } from '../contract/problem.js'
import { route } from '../contract/route.js'
import { PairExplanation, PairQuery } from './evidence-schema.js'
import { masked } from '../disclosure/masked.js'

export const pairExplain = route({
  id: 'explainPair',
  method: 'POST',
  path: '/v1/explanations',
  tag: 'Persons',
  summary: 'Explain a pair',
  description:
    'Explains why two persons or two records are or are not one person. Takes two persons by id, or two records ' +
    'by source and key, and scores every record of one side against every record of the other, including pairs ' +
    'that are never compared in linking. Changes nothing.',
  access: ['reader', 'steward'],
  reach: 'confined',
  showsPersonal: true,
  body: PairQuery,
  answers: { 200: { description: 'The pairs, heaviest first.', schema: PairExplanation } },
  refusals: ['RECORD_UNKNOWN'],
  handle: async (call) => {
    const { context, rights, body } = call
    const { persons, records } = body
    const pair = persons !== undefined ? { persons } : records !== undefined ? { records } : undefined
    if (pair === undefined) throw new HttpProblem('BODY_INVALID', 'Send either persons or records.')
    const { conn } = context.registry.database
    const linking = await context.linkingContexts.read()
    const explained = await explainRecordPair(conn, linking, { pair, area: rights.areaPrefix })
    if (isRefusal(explained)) return explained
    const [first] = explained.pairs
    const pairId = first === undefined ? {} : { subjectId: first.person_ids.join(' ') }
    await disclose(call, { action: 'pair.explained', subjectKind: 'pair', persons: personsIn(explained), ...pairId })
    return ok(masked(explained, maskingFor(call)))
  },
})
