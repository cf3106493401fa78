import type { ValueJudgement } from '../golden/values/value-judgement.js'

/**
 * Returns the person to which a value judgement applies: the one with most of the records it was based on; on a tie,
 * the one with the first of them by id. Persons change with their records, so judgements are tied to the records.
 */
export function judgedPerson(
  { records }: Pick<ValueJudgement, 'records'>,
  personOf: (recordId: string) => string | undefined,
): string | undefined {
  const counts = new Map<string, number>()
  for (const record of records.toSorted()) {
    const person = personOf(record)
    if (person !== undefined) counts.set(person, (counts.get(person) ?? 0) + 1)
  }
  let best: string | undefined
  for (const [person, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = person
  return best
}
