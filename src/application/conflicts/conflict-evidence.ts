import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import type { ConflictSide } from '../../domain/registry/conflicts/conflict-side.js'
import type { StoredConflict } from '../../storage/conflicts/conflicts.js'

/** The parsed evidence of a conflict. Persons and records are ids. */
export type ConflictEvidence =
  | {
      readonly about: 'pair'
      readonly records: readonly [string, string]
      /** Bits; missing where judgements contradict each other. */
      readonly weight: number | undefined
    }
  | { readonly about: 'nik'; readonly records: readonly string[] }
  | { readonly about: 'value'; readonly field: GoldenField; readonly sides: readonly ConflictSide[] }
  | {
      readonly about: 'company'
      readonly source: string
      readonly otherSource: string
      readonly company: readonly string[]
    }
  | { readonly about: 'kk'; readonly parts: readonly (readonly string[])[] }
  | { readonly about: 'judgement'; readonly judgement: string; readonly records: readonly [string, string] }

/** The JSON that a linking pass writes; see src/domain/registry/conflicts. */
interface StoredEvidence {
  readonly records?: readonly string[]
  readonly weight?: number
  readonly field?: GoldenField
  readonly sides?: readonly ConflictSide[]
  readonly source?: string
  readonly other_source?: string
  readonly company?: readonly string[]
  readonly parts?: readonly (readonly string[])[]
  readonly judgement?: string
}

/** Reads the evidence of a conflict. */
export function evidenceOf({ kind, evidence }: Pick<StoredConflict, 'kind' | 'evidence'>): ConflictEvidence {
  const written = JSON.parse(evidence) as StoredEvidence
  switch (kind) {
    case 'possible_duplicate':
    case 'refused_join':
      return { about: 'pair', records: pairOf(written), weight: written.weight }
    case 'nik_shared':
      return { about: 'nik', records: written.records ?? [] }
    case 'nik_disagreement':
    case 'value_disagreement':
      return valueEvidence(written)
    case 'household_disagreement': {
      const { source = '', other_source: otherSource = '', company = [] } = written
      return { about: 'company', source, otherSource, company }
    }
    case 'kk_shared':
      return { about: 'kk', parts: written.parts ?? [] }
    case 'judgement_stale':
      if (written.judgement === undefined) return valueEvidence(written)
      return { about: 'judgement', judgement: written.judgement, records: pairOf(written) }
  }
}

function valueEvidence({ field = 'name', sides = [] }: StoredEvidence): ConflictEvidence {
  return { about: 'value', field, sides }
}

function pairOf({ records = [] }: StoredEvidence): readonly [string, string] {
  return [records[0] ?? '', records[1] ?? '']
}
