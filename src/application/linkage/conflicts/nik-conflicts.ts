import { parseNik } from '../../../domain/identity/numbers/nik.js'
import { blockKey } from '../../../domain/linkage/blocking/block-key.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import { NIK_SHARED_SEVERITY } from '../../../domain/registry/conflicts/severity.js'
import type { Judgements } from '../../../domain/registry/judgements/judgements.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import { includesKey } from '../../../storage/linkage/sorted-keys.js'
import type { KeyChanges } from '../compare/key-changes.js'
import type { Pass } from '../state/pass.js'
import type { PersonSet } from '../state/person-set.js'
import type { DerivedConflict } from './derived-conflict.js'
import { type NikVerdicts, nikVerdicts } from './nik-verdicts.js'

interface NikHolders {
  readonly keys: KeyChanges
  readonly persons: PersonSet
}

/**
 * The NIKs that records of several persons have, among those that the changed persons have or had. A number that hundreds
 * of records have is a filler and makes no conflict.
 */
export async function nikConflicts(
  pass: Pass,
  { keys, persons, judgements }: NikHolders & { readonly judgements: Judgements },
): Promise<DerivedConflict[]> {
  const { records } = pass
  const byNik = new Map<string, LiveRecord[]>()
  for (const id of await loadNikHolders(pass, { keys, persons })) {
    const record = records.find(id)
    const digits = record === undefined ? '' : parseNik(record.record.nik).digits
    if (record === undefined || digits === '') continue
    const sharers = byNik.get(digits)
    if (sharers === undefined) byNik.set(digits, [record])
    else sharers.push(record)
  }
  const shared = [...byNik].flatMap(([nik, sharers]) => {
    const personIds = personIdsOf(sharers, persons)
    return personIds.length < 2 ? [] : [{ nik, records: sharers, personIds }]
  })
  if (shared.length === 0) return []
  const personIds = [...new Set(shared.flatMap((each) => each.personIds))]
  const verdicts = await nikVerdicts(records, { persons, judgements, personIds })
  return shared.flatMap((each) => conflictOf(each, persons, verdicts))
}

function personIdsOf(records: readonly LiveRecord[], persons: PersonSet): string[] {
  return [...new Set(records.flatMap(({ id }) => persons.personOf(id) ?? []))].sort()
}

interface SharedNik {
  readonly nik: string
  readonly records: readonly LiveRecord[]
  readonly personIds: readonly string[]
}

/** A person who has another NIK by a verdict does not share this one, whatever the sources say. */
function conflictOf({ nik, records: all, personIds: sharers }: SharedNik, persons: PersonSet, verdicts: NikVerdicts) {
  const personIds = sharers.filter((person) => !verdicts.hasOther(person, nik))
  if (personIds.length < 2 || verdicts.areAllDifferent(personIds)) return []
  const records = all.filter(({ id }) => personIds.includes(persons.personOf(id) ?? ''))
  const evidence = { records: records.map(({ id }) => id).sort() }
  return [{ kind: 'nik_shared' as const, subject: [nik], severity: NIK_SHARED_SEVERITY, personIds, records, evidence }]
}

/** Returns a test of whether a block key is of the rule of the NIK alone. */
function nikKeyTest({ blocking, fields }: Model): (key: number) => boolean {
  const field = fields.find(({ type }) => type === 'nik')?.name
  const rule = blocking.findIndex(({ atoms }) => atoms.length === 1 && atoms[0] === field)
  const first = blockKey({ ruleNumber: rule, place: 0, hash: 0 })
  const last = blockKey({ ruleNumber: rule + 1, place: 0, hash: 0 })
  return (key) => rule >= 0 && key >= first && key < last
}

/** Loads every record that holds a NIK of a changed person after the changes, and returns their ids. */
export async function loadNikHolders(
  { view, records, context }: Pass,
  { keys, persons }: NikHolders,
): Promise<readonly string[]> {
  const isNikKey = nikKeyTest(context.model)
  const nikKeys = new Set<number>()
  const collect = (all: readonly number[]): void => {
    for (const key of all) if (isNikKey(key) && !keys.crowded.has(key)) nikKeys.add(key)
  }
  for (const before of records.before.values()) collect(before?.blockKeys ?? [])
  for (const person of persons.changed()) {
    for (const record of person.records) collect(keys.keysOf.get(record.id) ?? record.blockKeys)
  }
  const read = keys.holders.filter(({ key }) => nikKeys.has(key))
  const unread = [...nikKeys].filter((key) => !includesKey(keys.readKeys, key))
  const holders = new Set<string>()
  for (const { key, recordId } of [...read, ...(await view.keyHolders(unread))]) {
    const now = keys.keysOf.get(recordId)
    if (now === undefined ? !records.isChanged(recordId) : now.includes(key)) holders.add(recordId)
  }
  for (const { recordId, keys: added } of keys.added) if (added.some((key) => nikKeys.has(key))) holders.add(recordId)
  await records.load(holders)
  return [...holders]
}
