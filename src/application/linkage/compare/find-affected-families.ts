import { parseNik } from '../../../domain/identity/numbers/nik.js'
import {
  companyComparison,
  companySharesKeys,
  familyColumns,
  strangersOnlyTakeAway,
} from '../../../domain/linkage/compare/company-rules.js'
import type { RawRecord } from '../../../domain/linkage/features/raw-record.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { Pass } from '../state/pass.js'
import type { ChangedFamily, RecordSet } from '../state/record-set.js'

/** What the changes do to the unchanged records of the families with changed ones. */
export interface AffectedFamilies {
  /** All these records: their households may be others now. */
  readonly members: ReadonlySet<string>
  /** Those whose edges may be others now: they are compared anew with every record that shares a key. */
  readonly unsettled: ReadonlySet<string>
  readonly unchanged: readonly UnchangedFamily[]
}

/**
 * A family with changed records whose other members keep their edges. As evidence, its company only changes for a pair where a
 * newcomer resembles a record of the other family: of 54,700 pairs of strangers among half a million records that share a
 * name and a birth date 560 had company in common.
 */
export interface UnchangedFamily {
  /** Changed records that were not in it. */
  readonly newcomers: readonly string[]
  /** Unchanged records. */
  readonly members: readonly string[]
  /** It had one member, so that there was no company to compare. */
  readonly wasAlone: boolean
}

/** Finds the families of the changed records, and loads them: co-members are evidence for each other. */
export async function findAffectedFamilies({ records, context }: Pass): Promise<AffectedFamilies> {
  const families = await records.changedFamilies()
  const affected = [...records.before.keys(), ...families.flatMap(({ unchanged }) => unchanged)]
  await records.load(affected)
  await records.loadFamilies(records.list(affected))
  return sortFamilies(records, families, context.model)
}

function sortFamilies(records: RecordSet, families: readonly ChangedFamily[], model: Model): AffectedFamilies {
  const members = new Set(families.flatMap(({ unchanged }) => unchanged))
  const unsettled = new Set<string>()
  const unchanged: UnchangedFamily[] = []
  const changesIn = changesByFamily(records, model)
  const rules = rulesOf(model)
  for (const family of families) {
    const persons = records
      .list(family.unchanged)
      .filter((record) => record.subject === 'person' && records.linkedFamilyKey(record) === family.key)
    const changes = changesIn.get(family.key)
    if (persons.length === 0 || changes === undefined) continue
    const { newcomers } = changes
    const wasAlone = persons.length === 1 && !changes.hasSame
    const isUnchanged =
      rules.companySharesKeys &&
      (rules.strangersOnlyTakeAway || !wasAlone) &&
      !family.isOrWasCrowd &&
      !changes.hasOthers &&
      !shareNik(rules.nikOf, newcomers, persons)
    if (isUnchanged) unchanged.push({ newcomers: newcomers.map(idOf), members: persons.map(idOf), wasAlone })
    else for (const { id } of persons) unsettled.add(id)
  }
  return { members, unsettled, unchanged }
}

function idOf({ id }: LiveRecord): string {
  return id
}

interface FamilyRules {
  readonly companySharesKeys: boolean
  readonly strangersOnlyTakeAway: boolean
  readonly nikOf: (record: LiveRecord) => string
}

function rulesOf(model: Model): FamilyRules {
  const column = model.fields.find(({ type }) => type === 'nik')?.columns[0] ?? ''
  return {
    companySharesKeys: companyComparison(model) === undefined || companySharesKeys(model),
    strangersOnlyTakeAway: strangersOnlyTakeAway(model),
    nikOf: ({ record }) => {
      const { digits, status } = parseNik((record as RawRecord)[column] ?? '')
      return status === 'valid' ? digits : ''
    },
  }
}

/** Where two of a family have one NIK, the birth date of one may show that the other has borrowed it. */
function shareNik(
  nikOf: (record: LiveRecord) => string,
  newcomers: readonly LiveRecord[],
  members: readonly LiveRecord[],
): boolean {
  const niks = new Set(newcomers.map(nikOf))
  niks.delete('')
  return niks.size > 0 && members.some((member) => niks.has(nikOf(member)))
}

/** The changed records about persons of one family. */
interface FamilyChanges {
  /** Records that were not in it. */
  readonly newcomers: LiveRecord[]
  /** Whether some have the same values as before in the columns that matter to their co-members. */
  hasSame: boolean
  /** Whether some left it or have other values there. */
  hasOthers: boolean
}

function changesByFamily(records: RecordSet, model: Model): ReadonlyMap<number, FamilyChanges> {
  const columns = familyColumns(model)
  const families = new Map<number, FamilyChanges>()
  const familyOf = (record: LiveRecord | undefined): FamilyChanges | undefined => {
    const key = record?.subject === 'person' ? records.linkedFamilyKey(record) : undefined
    if (key === undefined) return undefined
    const family = families.get(key) ?? { newcomers: [], hasSame: false, hasOthers: false }
    families.set(key, family)
    return family
  }
  for (const [id, before] of records.before) {
    const after = records.find(id)
    const former = familyOf(before)
    const present = familyOf(after)
    if (former !== undefined && former === present && before !== undefined && after !== undefined) {
      if (isSame(before, after, columns)) present.hasSame = true
      else present.hasOthers = true
    } else {
      if (former !== undefined) former.hasOthers = true
      if (present !== undefined && after !== undefined) present.newcomers.push(after)
    }
  }
  return families
}

function isSame(before: LiveRecord, after: LiveRecord, columns: readonly string[]): boolean {
  const [former, present]: readonly RawRecord[] = [before.record, after.record]
  return columns.every((column) => former?.[column] === present?.[column])
}
