import { personConflicts } from '../../../domain/registry/conflicts/person-conflicts.js'
import { STALE_JUDGEMENT_SEVERITY } from '../../../domain/registry/conflicts/severity.js'
import { isStale } from '../../../domain/registry/judgements/judgement.js'
import { householdBasis, pairBasis } from '../../../domain/registry/judgements/judgement-basis.js'
import type { Judgements } from '../../../domain/registry/judgements/judgements.js'
import type { GoldenCache, GoldenEntry } from '../state/golden-cache.js'
import type { LivePerson, PersonSet } from '../state/person-set.js'
import type { RecordSet } from '../state/record-set.js'
import type { DerivedConflict } from './derived-conflict.js'

/** The conflicts within the changed persons. */
export function conflictsOfPersons(persons: PersonSet, golden: GoldenCache): DerivedConflict[] {
  return persons.changed().flatMap((person) => conflictsWithin(person, golden.of(person)))
}

function conflictsWithin(
  { id, records }: LivePerson,
  { golden, records: parsed, rules }: GoldenEntry,
): DerivedConflict[] {
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

/** The judgements on pairs and households whose records have changed since. They hold until a steward judges anew. */
export function staleJudgements(records: RecordSet, persons: PersonSet, judgements: Judgements): DerivedConflict[] {
  const basisOf = { pairs: pairBasis, households: householdBasis }
  return (['pairs', 'households'] as const).flatMap((kind) =>
    judgements[kind].flatMap((judgement) => {
      const judged = records.list(judgement.records)
      if (judged.length < 2 || !isStale(judgement, basisOf[kind](judged))) return []
      const personIds = [...new Set(judged.flatMap(({ id }) => persons.personOf(id) ?? []))].sort()
      return [
        {
          kind: 'judgement_stale' as const,
          subject: [judgement.id],
          severity: STALE_JUDGEMENT_SEVERITY,
          personIds,
          records: judged,
          evidence: { judgement: judgement.id, records: judgement.records },
        },
      ]
    }),
  )
}
