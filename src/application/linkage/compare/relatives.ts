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
import type { ChangedFamily, RecordSet } from '../state/record-set.js'

/** What the changes are to the unchanged records of the families that they touch. */
export interface Relatives {
  /** All of them: where they live may be other now. */
  readonly members: ReadonlySet<string>
  /** Those of whom anything may be other now: they are compared with everybody anew. */
  readonly unsettled: ReadonlySet<string>
  readonly standing: readonly StandingFamily[]
}

/**
 * A family of changed records, whose other members are worth what they were. Its company speaks otherwise for a member and
 * somebody else only where a newcomer resembles one of the other's family, so all other edges stand: of 54,700 pairs of strangers among half a
 * million records that share a name and a birth date 560 had company in common.
 */
export interface StandingFamily {
  /** Changed records that were not in it. */
  readonly newcomers: readonly string[]
  /** Unchanged records. */
  readonly members: readonly string[]
  /** It had one member, of whom nothing could be said by their company. */
  readonly wasAlone: boolean
}

/** Finds the relatives of the changed records, for whom it is part of what speaks for them who stands beside them in their list. */
export async function findRelatives(workspace: RecordSet, model: Model): Promise<Relatives> {
  const families = await workspace.changedFamilies()
  const concerned = [...workspace.before.keys(), ...families.flatMap(({ unchanged }) => unchanged)]
  await workspace.load(concerned)
  await workspace.loadFamilies(concerned.flatMap((id) => workspace.records.get(id) ?? []))
  return relativesOf(workspace, families, model)
}

function relativesOf(workspace: RecordSet, families: readonly ChangedFamily[], model: Model): Relatives {
  const members = new Set(families.flatMap(({ unchanged }) => unchanged))
  const unsettled = new Set<string>()
  const standing: StandingFamily[] = []
  const changesIn = changesByFamily(workspace, model)
  const rules = rulesOf(model)
  for (const family of families) {
    const persons = family.unchanged
      .flatMap((id) => workspace.records.get(id) ?? [])
      .filter((record) => record.subject === 'person' && workspace.linkedFamilyKey(record) === family.key)
    const changes = changesIn.get(family.key)
    if (persons.length === 0 || changes === undefined) continue
    const { newcomers } = changes
    const wasAlone = persons.length === 1 && !changes.hasSame
    const stand =
      rules.companySharesKeys &&
      (rules.strangersOnlyTakeAway || !wasAlone) &&
      !family.isOrWasCrowd &&
      !changes.hasOthers &&
      !shareNik(rules.nikOf, newcomers, persons)
    if (!stand) for (const { id } of persons) unsettled.add(id)
    else standing.push({ newcomers: newcomers.map(idOf), members: persons.map(idOf), wasAlone })
  }
  return { members, unsettled, standing }
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

/** Where two of a family have one NIK, the birth date of one may show that it is borrowed by the other. */
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
  /** Whether there are some that say the same of whatever matters to the others of their family. */
  hasSame: boolean
  /** Whether somebody left it or says otherwise of what matters. */
  hasOthers: boolean
}

function changesByFamily(workspace: RecordSet, model: Model): ReadonlyMap<number, FamilyChanges> {
  const columns = familyColumns(model)
  const families = new Map<number, FamilyChanges>()
  const familyOf = (record: LiveRecord | undefined): FamilyChanges | undefined => {
    const key = record?.subject === 'person' ? workspace.linkedFamilyKey(record) : undefined
    if (key === undefined) return undefined
    const known = families.get(key) ?? { newcomers: [], hasSame: false, hasOthers: false }
    families.set(key, known)
    return known
  }
  for (const [id, before] of workspace.before) {
    const after = workspace.records.get(id)
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
