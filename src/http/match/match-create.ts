import type { MatchCandidate } from '../../application/match/match-records.js'
import { type CanonicalRecord, RECORD_FIELDS } from '../../domain/registry/records/canonical-record.js'
import { ok } from '../contract/answer.js'
import { maySeePersonal } from '../../application/access/rights.js'
import { auditShown } from '../disclosure/disclose.js'
import { hasNumber, matchGuesses, withoutGiven } from './match-guess.js'
import { personsIn } from '../disclosure/persons-in.js'
import { maskingFor } from '../disclosure/masking.js'
import { route } from '../contract/route.js'
import { MatchAnswer, MatchBody } from './match-schema.js'
import { masked } from '../disclosure/masked.js'

export const matchCreate = route({
  id: 'match',
  method: 'POST',
  path: '/v1/match',
  tag: 'Persons',
  summary: 'Match records',
  description:
    'Takes one record or up to 100. Returns for each the persons that it may belong to, with grade, weight, ' +
    'probability and the evidence in words, computed by the engine that links the sources. Stores nothing. Send ' +
    'the members of a family in one call under one household_ref or KK: family members are evidence.',
  access: ['reader', 'steward'],
  reach: 'confined',
  showsPersonal: true,
  body: MatchBody,
  answers: { 200: { description: 'The candidates.', schema: MatchAnswer } },
  handle: async (call) => {
    const { context, rights, body } = call
    const given = body.record === undefined ? (body.records ?? []) : [body.record]
    const query = { records: given.map(canonical), area: rights.areaPrefix, limit: body.limit }
    const ask = () => context.matches.call(query)
    const isFull = maySeePersonal(rights)
    const answers = isFull ? await ask() : await matchGuesses(call, query.records, ask)
    const persons = personsIn(answers)
    const [first, second] = persons
    if (query.records.some(hasNumber) || (isFull && first !== undefined)) {
      const only = first === undefined || second !== undefined ? {} : { subjectId: first }
      const shown = { action: 'person.matched', subjectKind: 'person', count: persons.length, persons, ...only }
      await auditShown(call, shown)
    }
    const views = masked(
      answers.map((candidates: readonly MatchCandidate[]) => ({ candidates })),
      maskingFor(call),
    )
    const results = isFull ? views : views.map(withoutGiven)
    const [result = { candidates: [] }] = results
    return ok(body.record === undefined ? { results } : result)
  },
})

function canonical(given: Readonly<Record<string, unknown>>): CanonicalRecord {
  const textOf = (field: string): string => {
    const value = given[field]
    return typeof value === 'string' ? value : ''
  }
  const fields = Object.fromEntries(RECORD_FIELDS.map((field) => [field, textOf(field)]))
  return { ...fields, source: textOf('source') } as CanonicalRecord
}
