import { narrowerArea } from '../../application/context/area-scope.js'
import { ok } from '../contract/answer.js'
import { HttpProblem } from '../contract/problem.js'
import { route } from '../contract/route.js'
import { Statistics, StatisticsQuery } from './statistics-schema.js'

export const statisticsGet = route({
  id: 'getStatistics',
  method: 'GET',
  path: '/v1/statistics',
  tag: 'Statistics',
  summary: 'Get statistics',
  description:
    'Returns counts of live records, persons, households and open conflicts: by area, by source, the persons ' +
    'that two sources share, conflicts by kind, and the records that wait or were set aside. The counts are ' +
    'cached for half a minute.',
  access: ['reader', 'steward'],
  reach: 'confined',
  query: StatisticsQuery,
  answers: { 200: { description: 'The counts.', schema: Statistics } },
  refusals: ['RESOURCE_UNKNOWN'],
  handle: async ({ context, rights, query }) => {
    const within = narrowerArea(query.area_code, rights.areaPrefix)
    if (within === undefined) throw new HttpProblem('RESOURCE_UNKNOWN', 'There is no such area.')
    const { by, level } = query
    return ok(await context.statistics.read({ by, level, area: within.area }))
  },
})
