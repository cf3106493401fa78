import { judgedPerson } from '../../../domain/registry/judgements/judged-person.js'
import { judgementOn } from '../../../domain/registry/golden/values/value-judgement.js'
import type { Judgements } from '../state/load-judgements.js'
import type { PersonSet } from '../state/person-set.js'
import type { RecordSet } from '../state/record-set.js'

/** What people have said of those who share a NIK. */
export interface NikVerdicts {
  /** Whether somebody said that a person's NIK is another one. */
  readonly hasOther: (personId: string, nik: string) => boolean
  /** Whether each of these persons, sorted, was parted from each. */
  readonly areAllParted: (personIds: readonly string[]) => boolean
}

/** Reads the verdicts on these persons, also on those whom the changes do not touch otherwise. */
export async function nikVerdicts(
  workspace: RecordSet,
  { people, judgements, persons }: { people: PersonSet; judgements: Judgements; persons: readonly string[] },
): Promise<NikVerdicts> {
  await people.load(persons)
  const records = persons.flatMap((id) => people.live.get(id)?.records ?? [])
  const all = judgements.with(await workspace.loadJudgements(records.map(({ id }) => id)))
  await workspace.load(all.records())
  const parted = partedPairs(all, people)
  return {
    hasOther: (personId, nik) => {
      const own = all.values.filter((judgement) => judgedPerson(judgement, (id) => people.personOf(id)) === personId)
      const judged = judgementOn('nik', own)
      return judged !== undefined && judged.value !== nik
    },
    areAllParted: (personIds) =>
      personIds.every((first, at) => personIds.slice(at + 1).every((second) => parted.has([first, second].join()))),
  }
}

function partedPairs({ pairs }: Judgements, people: PersonSet): ReadonlySet<string> {
  const parted = pairs.filter(({ verdict }) => verdict === 'different')
  return new Set(
    parted.map(({ records }) =>
      records
        .map((id) => people.personOf(id))
        .sort()
        .join(),
    ),
  )
}
