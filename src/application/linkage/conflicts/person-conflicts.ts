import { isStale } from '../../../domain/registry/judgements/judgement.js'
import { householdBasis, pairBasis } from '../../../domain/registry/judgements/judgement-basis.js'
import { STALE_JUDGEMENT_SEVERITY } from '../../../domain/registry/conflicts/severity.js'
import { personConflicts } from '../../../domain/registry/conflicts/person-conflicts.js'
import type { DerivedConflict } from '../state/derived-conflict.js'
import type { GoldenCache, GoldenEntry } from '../state/golden-cache.js'
import type { Judgements } from '../state/load-judgements.js'
import type { LivePerson, PersonSet } from '../state/person-set.js'
import type { RecordSet } from '../state/record-set.js'

/** The disagreements within the changed persons. */
export function conflictsOfPersons(people: PersonSet, golden: GoldenCache): DerivedConflict[] {
  const changed = people.relinked.map((id) => people.get(id)).filter(({ isChanged }) => isChanged)
  return changed.flatMap((person) => questionsOf(person, golden.of(person)))
}

function questionsOf({ id, records }: LivePerson, { golden, records: parsed, rules }: GoldenEntry): DerivedConflict[] {
  if (records.length === 1 && rules.judgements?.length === 0) return []
  return personConflicts(parsed, golden, rules).map(({ kind, field, key, severity, sides }) => ({
    kind,
    subject: [id, key],
    severity,
    personIds: [id],
    records: records.filter((record) => sides.some((side) => side.records.includes(record.id))),
    evidence: { field, sides },
  }))
}

/** The verdicts on pairs and households whose records say something else now. They hold until somebody decides anew. */
export function staleJudgements(
  workspace: RecordSet,
  { people, judgements }: { people: PersonSet; judgements: Judgements },
): DerivedConflict[] {
  const basisOf = { pairs: pairBasis, households: householdBasis }
  return (['pairs', 'households'] as const).flatMap((kind) =>
    judgements[kind].flatMap((judgement) => {
      const records = judgement.records.flatMap((id) => workspace.records.get(id) ?? [])
      if (records.length < 2 || !isStale(judgement, basisOf[kind](records))) return []
      const personIds = [...new Set(records.flatMap(({ id }) => people.personOf(id) ?? []))].sort()
      return [
        {
          kind: 'judgement_stale' as const,
          subject: [judgement.id],
          severity: STALE_JUDGEMENT_SEVERITY,
          personIds,
          records,
          evidence: { judgement: judgement.id, records: judgement.records },
        },
      ]
    }),
  )
}
