import { HouseholdJudgements } from '../../../domain/registry/households/household-judgement.js'
import { influencedBy } from '../../../domain/registry/households/household-influence.js'
import type { Judgements } from '../state/load-judgements.js'
import type { PersonSet } from '../state/person-set.js'
import type { RecordSet } from '../state/record-set.js'

/** Judgements, and what those on households say of the persons whose records they name. */
export interface KnownVerdicts {
  readonly judgements: Judgements
  readonly verdicts: HouseholdJudgements
}

interface Reach {
  readonly people: PersonSet
  readonly judgements: Judgements
  readonly persons: Iterable<string>
}

/**
 * Gives the persons whose household a change of these ones can alter through verdicts, themselves included, and the verdicts
 * on all of them: `same` leads from one to the next, each of whom may be parted from others.
 */
export async function reachByVerdicts(
  workspace: RecordSet,
  { people, judgements, persons }: Reach,
): Promise<KnownVerdicts & { readonly reached: readonly string[] }> {
  const reached = new Set([...persons].filter((id) => !people.ended.has(id)))
  let frontier = [...reached]
  let known = judgements
  for (;;) {
    const found = await loadVerdicts(workspace, { people, judgements: known, persons: frontier })
    known = found.judgements
    frontier = [...influencedBy(reached, () => [], found.verdicts)].filter((id) => !reached.has(id))
    if (frontier.length === 0) return { ...found, reached: [...reached] }
    await people.load(frontier)
    for (const id of frontier) reached.add(id)
  }
}

/** Adds the judgements on these persons, and finds out whose the records are that they name. */
export async function loadVerdicts(
  workspace: RecordSet,
  { people, judgements, persons }: Reach,
): Promise<KnownVerdicts> {
  const records = [...persons].flatMap((id) => people.live.get(id)?.records ?? [])
  const all = judgements.with(await workspace.loadJudgements(records.map(({ id }) => id)))
  await workspace.load(all.records())
  const verdicts = all.households.flatMap(({ verdict, records: [host, guest] }) => {
    const hostPerson = people.personOf(host)
    const guestPerson = people.personOf(guest)
    if (hostPerson === undefined || guestPerson === undefined || hostPerson === guestPerson) return []
    return [{ verdict, persons: [hostPerson, guestPerson] as const }]
  })
  return { judgements: all, verdicts: new HouseholdJudgements(verdicts) }
}
