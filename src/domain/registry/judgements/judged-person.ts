import type { ValueJudgement } from '../golden/values/value-judgement.js'

/**
 * The person to whom a value judgement applies: the one who has most of the records that it rested on, and of several the
 * one who has the first of them by id. Persons come and go with the records; the judgement stays with these.
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
