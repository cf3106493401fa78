import type { Words } from '../../domain/linkage/words/words.js'
import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import { SIDE_WORDS } from '../../domain/registry/conflicts/conflict-words.js'
import type { SideLevel } from '../../domain/registry/conflicts/conflict-side.js'
import type { Conn } from '../../storage/postgres/connection.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import { explainSides, type PairView } from '../persons/explain-pair.js'
import { type JudgementView, originsOf, viewJudgement } from '../persons/person-history.js'
import type { RecordReference, RecordValue } from '../persons/value-view.js'
import type { ConflictCase } from './conflict-case.js'
import type { ConflictEvidence } from './conflict-evidence.js'
import { valueOfRecord } from './record-value.js'

/** Records with one value, and the level of that value against the golden value. */
export interface SideView {
  readonly level: SideLevel
  readonly words: Words
  readonly records: readonly RecordValue[]
}

/** The evidence of a conflict as it is shown. */
export type EvidenceView =
  | { readonly about: 'pair'; readonly contradicts_judgement: boolean; readonly pair: PairView | null }
  | { readonly about: 'nik'; readonly records: readonly (RecordValue & { readonly person_id: string | null })[] }
  | { readonly about: 'value'; readonly field: GoldenField; readonly sides: readonly SideView[] }
  | {
      readonly about: 'company'
      readonly source: string
      readonly other_source: string
      /** The persons in the family of the other source. */
      readonly company: readonly string[]
    }
  | { readonly about: 'kk'; readonly parts: readonly (readonly string[])[] }
  | {
      readonly about: 'judgement'
      readonly judgement: JudgementView | null
      readonly records: readonly RecordReference[]
    }

/** Shows the evidence of a conflict. Two records are shown with every comparison, in words and with its weight in bits. */
export async function viewEvidence(
  conn: Conn,
  { records, evidence, judgement }: ConflictCase,
  context: LinkingContext,
): Promise<EvidenceView> {
  const found = (ids: readonly string[]): LiveRecord[] => ids.flatMap((id) => records.get(id) ?? [])
  switch (evidence.about) {
    case 'pair':
      return {
        about: 'pair',
        contradicts_judgement: evidence.weight === undefined,
        pair: await pairView(conn, context, found(evidence.records)),
      }
    case 'nik':
      return { about: 'nik', records: found(evidence.records).map(sharerView) }
    case 'value':
      return valueView(evidence, found)
    case 'company': {
      const { source, otherSource, company } = evidence
      return { about: 'company', source, other_source: otherSource, company }
    }
    case 'kk':
      return evidence
    case 'judgement': {
      const origins = await originsOf(conn, judgement?.records ?? [])
      const view = judgement === undefined ? null : viewJudgement(judgement, origins)
      return { about: 'judgement', judgement: view, records: found(evidence.records).map(referenceOf) }
    }
  }
}

async function pairView(
  conn: Conn,
  context: LinkingContext,
  [left, right]: readonly LiveRecord[],
): Promise<PairView | null> {
  if (left === undefined || right === undefined) return null
  const { pairs } = await explainSides(conn, context, [[left.id], [right.id]])
  return pairs[0] ?? null
}

function sharerView(record: LiveRecord): RecordValue & { readonly person_id: string | null } {
  return { ...referenceOf(record), value: record.record.nik, person_id: record.personId ?? null }
}

function valueView(
  { field, sides }: ConflictEvidence & { about: 'value' },
  found: (ids: readonly string[]) => LiveRecord[],
): EvidenceView {
  return {
    about: 'value',
    field,
    sides: sides.map(({ level, records }) => ({
      level,
      words: SIDE_WORDS[level],
      records: found(records).map((record) => ({ ...referenceOf(record), value: valueOfRecord(field, record) })),
    })),
  }
}

function referenceOf({ source, sourceKey }: LiveRecord): RecordReference {
  return { source, source_key: sourceKey }
}
