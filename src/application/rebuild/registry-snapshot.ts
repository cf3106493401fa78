import { findConflicts, findOpenConflictsOf, type StoredConflict } from '../../storage/conflicts/conflicts.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { listEdges, type StoredEdge } from '../../storage/linkage/edges.js'
import { findHouseholds, type StoredHousehold } from '../../storage/households/households.js'
import { findPersons, type StoredPerson } from '../../storage/persons/persons.js'
import { listLiveHeads, type LiveRecordHead, readTotals } from '../../storage/postgres/scratch-registry.js'

/** One row of the registry as text that does not depend on generated ids. */
export interface SnapshotLine {
  /** The lowest record id of the row. Lines are ordered by it. */
  readonly recordId: string
  readonly kind: 'record' | 'person' | 'household' | 'conflict' | 'totals'
  readonly parts: Readonly<Record<string, string>>
}

const RECORDS_PER_PAGE = 2000
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * Yields the registry as text that does not depend on the ids of persons, households and conflicts: the lowest record id of a
 * person stands for its id. Lines are in the order of record ids and read in pages, so that registries of any size can be
 * compared. The last line holds the totals, which reveal rows that no record leads to.
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
  /** By the lowest record id of the person. */
  readonly persons: ReadonlyMap<string, StoredPerson>
  readonly households: ReadonlyMap<string, StoredHousehold>
  /** By the lowest record id among their persons. */
  readonly conflicts: ReadonlyMap<string, readonly StoredConflict[]>
  /** Returns the lowest record id of a person that the page mentions. */
  readonly nameOf: (personId: string) => string
}

async function readPage(conn: Conn, heads: readonly LiveRecordHead[]): Promise<Page> {
  const ids = heads.map(({ id }) => id)
  const onPage = new Set(ids)
  const found = await findPersons(conn, [...new Set(heads.flatMap(({ personId }) => personId ?? []))])
  const persons = found.filter((person) => onPage.has(leastRecord(person)))
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

/** Finds the person ids among all ids in the texts by looking them up as persons. */
async function readNames(conn: Conn, { persons, households, conflicts }: Named): Promise<(id: string) => string> {
  const ids = new Set<string>()
  const texts = [
    ...persons.map(({ placement }) => JSON.stringify(placement ?? '')),
    ...households.map(({ golden, personIds }) => golden + personIds.join()),
    ...conflicts.map(({ evidence, personIds }) => evidence + personIds.join()),
  ]
  for (const text of texts) for (const [id] of text.matchAll(IDS)) ids.add(id)
  const names = new Map((await findPersons(conn, [...ids])).map((person) => [person.id, leastRecord(person)]))
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
  const attributes = { kind, severity, areaCode, persons: named(personIds, nameOf), recordIds, sources }
  return {
    recordId,
    kind: 'conflict',
    parts: { attributes: JSON.stringify(attributes), evidence: renamed(evidence, nameOf) },
  }
}

function named(personIds: readonly string[], nameOf: (id: string) => string): string {
  return personIds.map(nameOf).sort().join()
}

function renamed(text: string, nameOf: (id: string) => string): string {
  return text.replace(IDS, nameOf)
}
