import { test } from 'tap'
import { deriveHouseholds } from '../../../src/domain/registry/households/household-derivation.js'
import type { HouseholdPairJudgement } from '../../../src/domain/registry/households/household-judgement.js'
import type { HouseholdPerson } from '../../../src/domain/registry/households/person-claims.js'
import { trustOf } from './household-persons.js'

export interface HouseholdCase {
  readonly title: string
  readonly persons: readonly HouseholdPerson[]
  readonly judgements?: readonly HouseholdPairJudgement[]
  /** Living members by household, the head first. */
  readonly households: readonly (readonly string[])[]
  readonly conflicts?: readonly string[]
}

export function testCases(cases: readonly HouseholdCase[]): void {
  for (const { title, persons, judgements = [], households, conflicts = [] } of cases) {
    test(title, async (t) => {
      const derived = deriveHouseholds(persons, { trustOf, judgements })
      const found = derived.households.map(({ members, head }) => [
        head,
        ...members.flatMap(({ person }) => (person === head ? [] : [person])).sort(),
      ])
      const expected = households.map(([head = '', ...others]) => [head, ...others.toSorted()])
      t.strictSame(found.map(String).sort(), expected.map(String).sort())
      t.strictSame(
        derived.conflicts.map(({ kind }) => kind),
        conflicts,
      )
    })
  }
}
