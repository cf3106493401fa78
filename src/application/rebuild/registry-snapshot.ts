import { findConflicts, findOpenConflictsOf, type StoredConflict } from '../../storage/conflicts/conflicts.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { listEdges, type StoredEdge } from '../../storage/linkage/edges.js'
import { findHouseholds, type StoredHousehold } from '../../storage/households/households.js'
import { findPersons, type StoredPerson } from '../../storage/persons/persons.js'
import { listLiveHeads, type LiveRecordHead, readTotals } from '../../storage/postgres/scratch-registry.js'

/** One thing that the registry says, in words that are the same whatever ids it gave out. */
export interface SnapshotLine {
  /** The least of the records that it is about: lines come in the order of it. */
  readonly recordId: string
  readonly kind: 'record' | 'person' | 'household' | 'conflict' | 'totals'
  /** What is said, part by part. */
  readonly parts: Readonly<Record<string, string>>
}

const RECORDS_PER_PAGE = 2000
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * Gives the registry as text that does not depend on the ids of persons, households and conflicts: each person stands as the
 * least of their records. In the order of record ids, some pages at a time, so that two registries of any size can be
 * compared; the last line counts what there is, so that what no record leads to is seen as well.
 */
export async function* registrySnapshot(conn: Conn): AsyncGenerator<SnapshotLine, void> {
  let after: string | undefined
  for (;;) {
    const heads = await listLiveHeads(conn, { after, limit: RECORDS_PER_PAGE })
    if (heads.length === 0) break
    yield* linesOf(await readPage(conn, heads))
    after = heads.at(-1)?.id
  }
  const totals = Object.entries(await readTotals(conn)).map(([name, count]) => [name, String(count)] as const)
  yield { recordId: LAST_ID, kind: 'totals', parts: Object.fromEntries(totals) }
}

interface Page {
  readonly heads: readonly LiveRecordHead[]
  readonly edges: ReadonlyMap<string, readonly StoredEdge[]>
  /** By the least of their records. */
  readonly persons: ReadonlyMap<string, StoredPerson>
  readonly households: ReadonlyMap<string, StoredHousehold>
  /** By the first of their persons, in the order of the persons' records. */
  readonly conflicts: ReadonlyMap<string, readonly StoredConflict[]>
  /** The least record of every person that the page speaks of. */
  readonly nameOf: (personId: string) => string
}

async function readPage(conn: Conn, heads: readonly LiveRecordHead[]): Promise<Page> {
  const ids = heads.map(({ id }) => id)
  const known = new Set(ids)
  const found = await findPersons(conn, [...new Set(heads.flatMap(({ personId }) => personId ?? []))])
  const persons = found.filter((person) => known.has(leastRecord(person)))
  const households = await findHouseholds(conn, [...new Set(persons.flatMap(({ householdId }) => householdId ?? []))])
  const personIds = persons.map(({ id }) => id)
  const conflicts = await findConflicts(conn, [...(await findOpenConflictsOf(conn, personIds))])
  const nameOf = await readNames(conn, { persons, households, conflicts })
  return {
    heads,
    edges: grouped(await listEdges(conn, ids), ({ recordId }) => recordId),
    persons: new Map(persons.map((person) => [leastRecord(person), person])),
    households: new Map(households.map((household) => [household.id, household])),
    conflicts: grouped(conflicts, ({ personIds: ids }) => least(ids.map(nameOf))),
    nameOf,
  }
}

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const key = keyOf(each)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [each])
    else group.push(each)
  }
  return groups
}

function leastRecord({ recordIds }: Pick<StoredPerson, 'recordIds'>): string {
  return least(recordIds)
}

function least(ids: readonly string[]): string {
  return ids.reduce((first, id) => (id < first ? id : first), LAST_ID)
}

interface Named {
  readonly persons: readonly StoredPerson[]
  readonly households: readonly StoredHousehold[]
  readonly conflicts: readonly StoredConflict[]
}

const IDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Among the ids that are spoken of, those of persons are known by there being such persons. */
async function readNames(conn: Conn, { persons, households, conflicts }: Named): Promise<(id: string) => string> {
  const spoken = new Set<string>()
  const texts = [
    ...persons.map(({ placement }) => JSON.stringify(placement ?? '')),
    ...households.map(({ golden, personIds }) => golden + personIds.join()),
    ...conflicts.map(({ evidence, personIds }) => evidence + personIds.join()),
  ]
  for (const text of texts) for (const [id] of text.matchAll(IDS)) spoken.add(id)
  const names = new Map((await findPersons(conn, [...spoken])).map((person) => [person.id, leastRecord(person)]))
  return (id) => names.get(id) ?? id
}

function* linesOf(page: Page): Generator<SnapshotLine, void> {
  for (const head of page.heads) {
    yield recordLine(head, page)
    const person = page.persons.get(head.id)
    if (person === undefined) continue
    const household = person.householdId === undefined ? undefined : page.households.get(person.householdId)
    yield personLine(head.id, { person, household }, page)
    if (household !== undefined && least(household.personIds.map(page.nameOf)) === head.id) {
      yield householdLine(head.id, household, page)
    }
    for (const conflict of page.conflicts.get(head.id) ?? []) yield conflictLine(head.id, conflict, page)
  }
}

function recordLine({ id, subject, contentHash, blockKeys }: LiveRecordHead, { edges }: Page): SnapshotLine {
  const own = (edges.get(id) ?? []).map(({ otherId, weight, grade }) => `${otherId} ${grade} ${weight}`).sort()
  return { recordId: id, kind: 'record', parts: { subject, content: contentHash, keys: blockKeys, edges: own.join() } }
}

function personLine(
  recordId: string,
  { person, household }: { person: StoredPerson; household: StoredHousehold | undefined },
  { nameOf }: Page,
): SnapshotLine {
  const { recordIds, golden, placement } = person
  return {
    recordId,
    kind: 'person',
    parts: {
      records: recordIds.join(),
      golden,
      household: named(household?.personIds ?? [], nameOf),
      placement: renamed(JSON.stringify(placement ?? null), nameOf),
    },
  }
}

function householdLine(
  recordId: string,
  { personIds, headId, golden }: StoredHousehold,
  { nameOf }: Page,
): SnapshotLine {
  return {
    recordId,
    kind: 'household',
    parts: { persons: named(personIds, nameOf), head: nameOf(headId ?? ''), golden: renamed(golden, nameOf) },
  }
}

function conflictLine(recordId: string, conflict: StoredConflict, { nameOf }: Page): SnapshotLine {
  const { kind, severity, areaCode, personIds, recordIds, sources, evidence } = conflict
  const said = { kind, severity, areaCode, persons: named(personIds, nameOf), recordIds, sources }
  return {
    recordId,
    kind: 'conflict',
    parts: { question: JSON.stringify(said), evidence: renamed(evidence, nameOf) },
  }
}

function named(personIds: readonly string[], nameOf: (id: string) => string): string {
  return personIds.map(nameOf).sort().join()
}

function renamed(text: string, nameOf: (id: string) => string): string {
  return text.replace(IDS, nameOf)
}
