import type { FeatureRows } from '../../../domain/linkage/feature-rows.js'
import { nikDoubts } from '../../../domain/linkage/features/check-table-niks.js'
import type { FeatureTable } from '../../../domain/linkage/features/table.js'
import { CoMembers } from '../state/co-members.js'
import type { Pass } from '../state/pass.js'
import type { AffectedFamilies, UnchangedFamily } from './find-affected-families.js'
import { findKeyChanges, type KeyChanges } from './key-changes.js'

/** The records that are compared, and the records that share a key with one of them. */
export interface Candidates {
  /** Records to be compared with all others that share a key, the withdrawn ones too. */
  readonly compared: ReadonlySet<string>
  readonly rows: ComparedRows
  readonly keys: KeyChanges
  /** Other records that share a key with a compared one. */
  readonly ids: ReadonlySet<string>
  /** Unchanged families whose members are not among the compared. */
  readonly unchangedFamilies: readonly UnchangedFamily[]
  /** Whether records are compared because a crowd formed or ended: not all members of their families are. */
  readonly isAfterCrowd: boolean
}

/** The compared records about persons are the first rows. */
export interface ComparedRows {
  readonly table: FeatureRows
  readonly count: number
  readonly coMembers: CoMembers
}

/**
 * Finds the records to compare the changed records and their unsettled co-members with. A key that too many records hold makes
 * no candidates. When a change forms or ends such a crowd, all holders of the key are compared too, so that the result does
 * not depend on the order in which the crowd gathered. The records and families must have been loaded.
 */
export async function findCandidates(pass: Pass, families: AffectedFamilies): Promise<Candidates> {
  const { records } = pass
  const compared = new Set([...records.before.keys(), ...families.unsettled])
  let unchangedFamilies = families.unchanged
  for (let isAfterCrowd = false; ;) {
    const rows = rowsOf(pass, compared)
    const keys = await findKeyChanges(pass, rows.table, compared)
    const alsoCompared = keys.recordsOfCrowds.filter((id) => !compared.has(id))
    const hidden = unchangedFamilies.filter((family) => isHidden(family, keys))
    if (alsoCompared.length + hidden.length === 0) {
      return { compared, rows, keys, ids: candidateIds(keys, compared), unchangedFamilies, isAfterCrowd }
    }
    isAfterCrowd ||= alsoCompared.length > 0
    unchangedFamilies = unchangedFamilies.filter((family) => !hidden.includes(family))
    for (const id of [...alsoCompared, ...hidden.flatMap(({ members }) => members)]) compared.add(id)
    await records.load(compared)
    await records.loadFamilies(records.list(compared))
  }
}

function rowsOf({ records, rows }: Pass, compared: ReadonlySet<string>): ComparedRows {
  const comparedRecords = records.list(compared)
  const table = rows.ifFirstOf(comparedRecords)
  table.append(comparedRecords)
  const count = table.ids.length
  if (isAnyNikDoubtful(table.scorer(records.crowds).table, count)) {
    // Whether the NIK is borrowed, and makes no key, shows beside the others of the family.
    const coMembers = new Set(comparedRecords.flatMap((record) => records.familyOf(record)))
    table.append(records.list(coMembers))
  }
  return { table, count, coMembers: new CoMembers(records, table) }
}

function isAnyNikDoubtful(table: FeatureTable, count: number): boolean {
  const isDoubtful = nikDoubts(table)
  for (let row = 0; row < count; row += 1) if (isDoubtful(row)) return true
  return false
}

/** The records that resemble a newcomer with a crowded key are not known. */
function isHidden({ newcomers }: UnchangedFamily, { keysOf, crowded }: KeyChanges): boolean {
  if (crowded.size === 0) return false
  return newcomers.some((id) => keysOf.get(id)?.some((key) => crowded.has(key)))
}

function candidateIds({ holders, newlyCrowded }: KeyChanges, compared: ReadonlySet<string>): ReadonlySet<string> {
  const crowds = new Set(newlyCrowded)
  const ids = new Set<string>()
  for (const { key, recordId } of holders) if (!compared.has(recordId) && !crowds.has(key)) ids.add(recordId)
  return ids
}
