import { test } from 'tap'
import { PairExplanation, PersonExplanation } from '../../../src/http/schemas/evidence.js'
import { Household, HouseholdQuestion, HouseholdSummary } from '../../../src/http/schemas/household.js'
import { MatchBody, MatchResult } from '../../../src/http/schemas/match.js'
import { Person, PersonQuestion, PersonSummary } from '../../../src/http/schemas/person.js'
import { Statistics } from '../../../src/http/schemas/statistics.js'

test('the examples of the API document have the form that they are examples of', async (t) => {
  const schemas = [
    Person,
    PersonQuestion,
    PersonSummary,
    PersonExplanation,
    PairExplanation,
    Household,
    HouseholdQuestion,
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
