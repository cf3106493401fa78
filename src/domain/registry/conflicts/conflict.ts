/** The kinds of conflict. */
export const CONFLICT_KINDS = [
  'possible_duplicate',
  'nik_shared',
  'nik_disagreement',
  'value_disagreement',
  'household_disagreement',
  'kk_shared',
  'refused_join',
  'judgement_stale',
] as const
export type ConflictKind = (typeof CONFLICT_KINDS)[number]
