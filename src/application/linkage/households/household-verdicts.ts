import { HouseholdJudgements } from '../../../domain/registry/households/household-judgement.js'
import { influencedBy } from '../../../domain/registry/households/household-influence.js'
import type { Judgements } from '../../../domain/registry/judgements/judgements.js'
import type { PersonSet } from '../state/person-set.js'
import type { RecordSet } from '../state/record-set.js'

/** Judgements, and the household verdicts among them by the persons of the records that they name. */
export interface LoadedVerdicts {
  readonly judgements: Judgements
  readonly verdicts: HouseholdJudgements
}

interface VerdictsOf {
  readonly persons: PersonSet
  readonly judgements: Judgements
  readonly personIds: Iterable<string>
}

/**
 * Finds the persons whose household a change of these persons can alter through verdicts, themselves included, and the
 * verdicts on all of them: each `same` verdict leads to another person, who may have verdicts too.
 */
export async function followVerdicts(
  records: RecordSet,
  { persons, judgements, personIds }: VerdictsOf,
): Promise<LoadedVerdicts & { readonly influenced: readonly string[] }> {
  const influenced = new Set([...personIds].filter((id) => !persons.ended.has(id)))
  let frontier = [...influenced]
  let loaded = judgements
  for (;;) {
    const found = await loadVerdicts(records, { persons, judgements: loaded, personIds: frontier })
    loaded = found.judgements
    frontier = [...influencedBy(influenced, () => [], found.verdicts)].filter((id) => !influenced.has(id))
    if (frontier.length === 0) return { ...found, influenced: [...influenced] }
    await persons.load(frontier)
    for (const id of frontier) influenced.add(id)
  }
}

/** Adds the judgements on these persons, and loads the records that they name. */
export async function loadVerdicts(
  records: RecordSet,
  { persons, judgements, personIds }: VerdictsOf,
): Promise<LoadedVerdicts> {
  const own = [...personIds].flatMap((id) => persons.live.get(id)?.records ?? [])
  const all = judgements.with(await records.loadJudgements(own.map(({ id }) => id)))
  await records.load(all.records())
  const verdicts = all.households.flatMap(({ verdict, records: [host, guest] }) => {
    const hostPerson = persons.personOf(host)
    const guestPerson = persons.personOf(guest)
    if (hostPerson === undefined || guestPerson === undefined || hostPerson === guestPerson) return []
    return [{ verdict, persons: [hostPerson, guestPerson] as const }]
  })
  return { judgements: all, verdicts: new HouseholdJudgements(verdicts) }
}
