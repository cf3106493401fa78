import { test } from 'tap'
import { PairExplanation, PersonExplanation } from '../../../src/http/persons/evidence-schema.js'
import { Household, HouseholdQuery, HouseholdSummary } from '../../../src/http/households/household-schema.js'
import { MatchBody, MatchResult } from '../../../src/http/match/match-schema.js'
import { Person, PersonQuery, PersonSummary } from '../../../src/http/persons/person-schema.js'
import { Statistics } from '../../../src/http/reporting/statistics-schema.js'

test('the examples of the API document fit their schemas', async (t) => {
  const schemas = [
    Person,
    PersonQuery,
    PersonSummary,
    PersonExplanation,
    PairExplanation,
    Household,
    HouseholdQuery,
    HouseholdSummary,
    MatchBody,
    MatchResult,
    Statistics,
  ]
  for (const schema of schemas) {
    const { id = '', examples } = schema.meta() ?? {}
    const shown: unknown[] = Array.isArray(examples) ? examples : []
    t.ok(shown.length > 0, `${id} has an example`)
    for (const example of shown) t.same(schema.safeParse(example).error?.issues, undefined, id)
  }
})
