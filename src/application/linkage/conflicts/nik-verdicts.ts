import { judgementOn } from '../../../domain/registry/golden/values/value-judgement.js'
import { judgedPerson } from '../../../domain/registry/judgements/judged-person.js'
import type { Judgements } from '../../../domain/registry/judgements/judgements.js'
import type { PersonSet } from '../state/person-set.js'
import type { RecordSet } from '../state/record-set.js'

/** The verdicts on persons who share a NIK. */
export interface NikVerdicts {
  /** Whether a verdict gives the person another NIK. */
  readonly hasOther: (personId: string, nik: string) => boolean
  /** Whether every two of these persons, sorted, are different by a verdict. */
  readonly areAllDifferent: (personIds: readonly string[]) => boolean
}

/** Loads these persons and the verdicts on them, also on those that the changes do not touch otherwise. */
export async function nikVerdicts(
  records: RecordSet,
  { persons, judgements, personIds }: { persons: PersonSet; judgements: Judgements; personIds: readonly string[] },
): Promise<NikVerdicts> {
  await persons.load(personIds)
  const own = personIds.flatMap((id) => persons.live.get(id)?.records ?? [])
  const all = judgements.with(await records.loadJudgements(own.map(({ id }) => id)))
  await records.load(all.records())
  const different = differentPairs(all, persons)
  return {
    hasOther: (personId, nik) => {
      const values = all.values.filter(
        (judgement) => judgedPerson(judgement, (id) => persons.personOf(id)) === personId,
      )
      const judged = judgementOn('nik', values)
      return judged !== undefined && judged.value !== nik
    },
    areAllDifferent: (ids) =>
      ids.every((first, at) => ids.slice(at + 1).every((second) => different.has([first, second].join()))),
  }
}

function differentPairs({ pairs }: Judgements, persons: PersonSet): ReadonlySet<string> {
  const different = pairs.filter(({ verdict }) => verdict === 'different')
  return new Set(
    different.map(({ records }) =>
      records
        .map((id) => persons.personOf(id))
        .sort()
        .join(),
    ),
  )
}
