import { parseNik } from '../../../domain/identity/numbers/nik.js'
import { blockKey } from '../../../domain/linkage/blocking/block-key.js'
import { NIK_SHARED_SEVERITY } from '../../../domain/registry/conflicts/severity.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import { includesKey } from '../../../storage/linkage/sorted-keys.js'
import type { DerivedConflict } from '../state/derived-conflict.js'
import type { Candidates } from '../compare/find-candidates.js'
import type { Judgements } from '../state/load-judgements.js'
import type { PassReads } from '../state/pass-reads.js'
import { type NikVerdicts, nikVerdicts } from './nik-verdicts.js'
import type { PersonSet } from '../state/person-set.js'
import type { RecordSet } from '../state/record-set.js'

/**
 * The NIKs that records of several persons have. Looked for are those of changed persons, as they are and were. A number
 * that hundreds have is a filler, and no question for anybody.
 */
export async function nikConflicts(
  reads: PassReads,
  workspace: RecordSet,
  { found, people, judgements, model }: { found: Candidates; people: PersonSet; judgements: Judgements; model: Model },
): Promise<DerivedConflict[]> {
  const holders = await loadNikHolders(reads, workspace, { found, people, model })
  const byNik = new Map<string, LiveRecord[]>()
  for (const id of holders) {
    const record = workspace.records.get(id)
    const digits = record === undefined ? '' : parseNik(record.record.nik).digits
    if (record === undefined || digits === '') continue
    const records = byNik.get(digits)
    if (records === undefined) byNik.set(digits, [record])
    else records.push(record)
  }
  const shared = [...byNik].flatMap(([nik, records]) => {
    const persons = personsOf(records, people)
    return persons.length < 2 ? [] : [{ nik, records, persons }]
  })
  if (shared.length === 0) return []
  const persons = [...new Set(shared.flatMap((each) => each.persons))]
  const verdicts = await nikVerdicts(workspace, { people, judgements, persons })
  return shared.flatMap((each) => conflictOf(each, people, verdicts))
}

function personsOf(records: readonly LiveRecord[], people: PersonSet): string[] {
  return [...new Set(records.flatMap(({ id }) => people.personOf(id) ?? []))].sort()
}

interface SharedNik {
  readonly nik: string
  readonly records: readonly LiveRecord[]
  readonly persons: readonly string[]
}

/** Whoever has another NIK by a verdict shares this one no longer, whatever their lists say. */
function conflictOf(
  { nik, records: all, persons }: SharedNik,
  people: PersonSet,
  verdicts: NikVerdicts,
): DerivedConflict[] {
  const personIds = persons.filter((person) => !verdicts.hasOther(person, nik))
  if (personIds.length < 2 || verdicts.areAllParted(personIds)) return []
  const records = all.filter(({ id }) => personIds.includes(people.personOf(id) ?? ''))
  const recordIds = records.map(({ id }) => id).sort()
  return [
    {
      kind: 'nik_shared',
      subject: [nik],
      severity: NIK_SHARED_SEVERITY,
      personIds,
      records,
      evidence: { records: recordIds },
    },
  ]
}

/** Tells whether a block key is of the rule of the NIK alone. */
function nikKeys({ blocking, fields }: Model): (key: number) => boolean {
  const field = fields.find(({ type }) => type === 'nik')?.name
  const rule = blocking.findIndex(({ atoms }) => atoms.length === 1 && atoms[0] === field)
  const first = blockKey({ ruleNumber: rule, place: 0, hash: 0 })
  const last = blockKey({ ruleNumber: rule + 1, place: 0, hash: 0 })
  return (key) => rule >= 0 && key >= first && key < last
}

/** Loads every record that holds a NIK of a changed person after the changes, and gives their ids. */
export async function loadNikHolders(
  reads: PassReads,
  workspace: RecordSet,
  { found, people, model }: { found: Candidates; people: PersonSet; model: Model },
): Promise<readonly string[]> {
  const isNik = nikKeys(model)
  const keys = new Set<number>()
  const collect = (all: readonly number[]): void => {
    for (const key of all) if (isNik(key) && !found.crowdedKeys.has(key)) keys.add(key)
  }
  for (const before of workspace.before.values()) collect(before?.blockKeys ?? [])
  for (const id of people.relinked) {
    const person = people.get(id)
    if (person.isChanged) for (const record of person.records) collect(found.keysOf.get(record.id) ?? record.blockKeys)
  }
  const known = found.holders.filter(({ key }) => keys.has(key))
  const unasked = [...keys].filter((key) => !includesKey(found.asked, key))
  const holders = new Set<string>()
  for (const { key, recordId } of [...known, ...(await reads.keyHolders(unasked))]) {
    const now = found.keysOf.get(recordId)
    if (now === undefined ? !workspace.isChanged(recordId) : now.includes(key)) holders.add(recordId)
  }
  for (const { recordId, keys: added } of found.addedKeys) if (added.some((key) => keys.has(key))) holders.add(recordId)
  await workspace.load(holders)
  return [...holders]
}
