import type { StoredConflict } from '../../storage/conflicts/conflicts.js'
import type { Conn, Tx } from '../../storage/postgres/connection.js'
import { insertEvents } from '../../storage/access/events.js'
import { clusterComponents } from './persons/cluster-components.js'
import { Company } from './state/company.js'
import { deriveConflicts } from './conflicts/derive-conflicts.js'
import { type Candidates, findCandidates } from './compare/find-candidates.js'
import { areFew } from './scheduling/few-changes.js'
import { findComponents, formerPersons } from './persons/find-components.js'
import type { PassWriteSet } from './scheduling/pass-write-set.js'
import { givesWay } from './scheduling/give-way.js'
import { GoldenCache } from './state/golden-cache.js'
import { formHouseholds, type FormedHouseholds } from './households/form-households.js'
import { identifyPersons } from './persons/identify-persons.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import { type LinkingOutcome, outcomeOf } from './changes/linking-outcome.js'
import { readPartedPast } from './persons/parted-past.js'
import { loadNikHolders } from './conflicts/nik-conflicts.js'
import { doubtfulEnds } from './conflicts/pair-conflicts.js'
import { PassReads } from './state/pass-reads.js'
import { PersonSet } from './state/person-set.js'
import { findReach } from './compare/reach.js'
import { PassPrefetch } from './scheduling/pass-prefetch.js'
import type { RecordChange } from './state/record-change.js'
import { changesOfConflicts, type ConflictChange, eventsOfConflicts, saveConflicts } from './changes/save-conflicts.js'
import { changesOfHouseholds, type HouseholdChanges, saveHouseholds } from './changes/save-households.js'
import { changesOfPersons, savePersons } from './changes/save-persons.js'
import type { PersonChanges } from './changes/person-change.js'
import type { PreparedPass, PreparedRows } from './scheduling/prepared-rows.js'
import { recordsToWrite, saveEdges, saveKeys, saveRecords } from './changes/save-records.js'
import { findRelatives } from './compare/relatives.js'
import { type Rescoring, scoreCandidates } from './compare/score-candidates.js'
import { takeChanges } from './compare/take-changes.js'
import { RecordSet } from './state/record-set.js'
import { WriteQueue } from './scheduling/write-queue.js'

/** What a pass found and what it is to write. */
export interface Linked {
  readonly workspace: RecordSet
  readonly found: Candidates
  readonly rescoring: Rescoring
  readonly people: PersonSet
  readonly housing: FormedHouseholds
  readonly context: LinkingContext
  readonly persons: PersonChanges
  readonly households: HouseholdChanges
  readonly conflicts: readonly ConflictChange[]
  readonly openConflicts: readonly StoredConflict[]
}

/** What a pass can do without: a second connection, and what was worked out before it began. */
export interface PassHelp {
  readonly lookups?: Conn
  readonly prepared?: (PreparedRows & Partial<PreparedPass>) | undefined
  /** Reads that go on with those that were made before, in place of new ones. */
  readonly reads?: PassReads
  /** Hears what the pass changes as soon as that is known; what it gives is waited for as well. */
  readonly onTraces?: (traces: PassWriteSet) => Promise<void> | void
}

/** Hears what is to be written as soon as it is known. */
interface Progress {
  readonly prepared: PassHelp['prepared']
  readonly reads: PassReads
  readonly onKeys: (found: Candidates) => void
  readonly onEdges: (rescoring: Rescoring) => void
  readonly onPeople: (linked: Pick<Linked, 'workspace' | 'found' | 'people' | 'context'>) => void
  readonly onHomes: (changes: Pick<Linked, 'persons' | 'households'>) => void
}

/**
 * Brings the registry up to date with some changes: keys, candidates, evidence, edges, clusters, persons, households,
 * conflicts. The result is a function of the live records, the live judgements and the model, whatever the changes are and
 * in whatever portions they come. The caller holds the registry's lock.
 *
 * Everything is read as it was before the pass, so with `lookups`, another connection that sees what was committed before
 * the transaction took the lock, the database writes keys and records while persons and households are still worked out.
 */
export async function linkChanges(
  tx: Tx,
  changes: readonly RecordChange[],
  context: LinkingContext,
  { lookups = tx, prepared, reads = readsOf(lookups, context, prepared), onTraces }: PassHelp = {},
): Promise<LinkingOutcome> {
  const writes = new WriteQueue()
  try {
    const linked = await workOutChanges(lookups, changes, context, {
      prepared,
      reads,
      onKeys: (found) => {
        writes.add(saveKeys(tx, found))
      },
      onEdges: (rescoring) => {
        writes.add(saveEdges(tx, rescoring))
      },
      onPeople: (known) => {
        writes.add(saveRecords(tx, known.workspace, known))
        writes.add(Promise.resolve(onTraces?.(tracesOf(known))))
      },
      onHomes: (changes) => {
        writes.add(saveHomes(tx, changes))
      },
    })
    writes.add(saveQuestions(tx, linked))
    await writes.done()
    return outcomeOf(linked)
  } finally {
    await writes.settled()
  }
}

/** Works out what linkChanges would write, and writes nothing. */
export async function workOutChanges(
  conn: Conn,
  changes: readonly RecordChange[],
  context: LinkingContext,
  { prepared, reads = readsOf(conn, context, prepared), onKeys, onEdges, onPeople, onHomes }: Partial<Progress> = {},
): Promise<Linked> {
  const workspace = new RecordSet(reads, context)
  await takeChanges(workspace, { changes, context })
  const changed = [...workspace.before.keys()]
  const giveWay = givesWay(changed)
  const ahead = areFew(changed) ? new PassPrefetch(reads, workspace) : undefined
  const relatives = await findRelatives(workspace, context.model)
  const found = await findCandidates(reads, workspace, { relatives, context, prepared })
  onKeys?.(found)
  await giveWay()
  await workspace.load(found.candidates)
  const company = new Company(workspace, found.rows)
  await company.join(found.compared)
  const { recordIds, revisits } = await findReach(reads, workspace, { found, model: context.model })
  ahead?.readHomes(recordIds)
  await giveWay()
  await company.join(recordIds)
  const rescoring = await scoreCandidates(reads, workspace, { found, revisits })
  onEdges?.(rescoring)
  await giveWay()
  const { compared } = found
  const affected = new Set([...compared, ...relatives.members])
  const components = await findComponents(reads, workspace, { compared, revisited: revisits.recordIds, rescoring })
  ahead?.readPersons(doubtfulEnds(components))
  await company.join(components.recordIds)
  await giveWay()
  const clusters = clusterComponents(workspace, { components, rows: found.rows, context })
  await giveWay()
  await ahead?.done()
  const former = await reads.persons(await formerPersons(conn, workspace, [...compared, ...components.recordIds]))
  const judged = new Set(components.judgements.recordsOfValues())
  const isChanged = (recordId: string): boolean => workspace.isChanged(recordId) || judged.has(recordId)
  const past = await readPartedPast(conn, workspace, clusters.clusters)
  const people = new PersonSet(
    reads,
    workspace,
    identifyPersons(clusters.clusters, former, { isChanged, past, context }),
  )
  onPeople?.({ workspace, found, people, context })
  await giveWay()
  ahead?.begin(loadNikHolders(reads, workspace, { found, people, model: context.model }))
  const housing = await formHouseholds(reads, workspace, {
    people,
    judgements: components.judgements,
    affected,
    context,
  })
  await giveWay()
  const golden = new GoldenCache(people, housing.judgements, context)
  const persons = changesOfPersons({ people, housing, golden, context })
  await giveWay()
  const households = changesOfHouseholds({ housing, people, workspace, context })
  onHomes?.({ persons, households })
  await giveWay()
  const grouped = { found, components, clusters, people, housing, golden, context }
  const derived = await deriveConflicts(reads, workspace, grouped)
  const { changes: conflicts, open } = await changesOfConflicts(reads, derived, { people, golden, context })
  return { workspace, found, rescoring, people, housing, context, persons, households, conflicts, openConflicts: open }
}

/** Writes what was worked out in the same transaction. */
export async function saveLinked(tx: Tx, linked: Linked): Promise<LinkingOutcome> {
  await Promise.all([
    saveKeys(tx, linked.found),
    saveEdges(tx, linked.rescoring),
    saveRecords(tx, linked.workspace, linked),
    saveHomes(tx, linked),
    saveQuestions(tx, linked),
  ])
  return outcomeOf(linked)
}

async function saveHomes(tx: Tx, { persons, households }: Pick<Linked, 'persons' | 'households'>): Promise<void> {
  await Promise.all([savePersons(tx, persons), saveHouseholds(tx, households)])
}

/** The disagreements, and what is to be told of all. */
async function saveQuestions(tx: Tx, { persons, households, conflicts }: Linked): Promise<void> {
  const events = [...persons.events, ...households.events, ...eventsOfConflicts(conflicts)]
  await Promise.all([saveConflicts(tx, conflicts), insertEvents(tx, events)])
}

function readsOf(conn: Conn, { lacks }: LinkingContext, prepared: PassHelp['prepared']): PassReads {
  return new PassReads(conn, { foreseen: prepared?.foreseen, lacks })
}

function tracesOf({ workspace, found, people }: Pick<Linked, 'workspace' | 'found' | 'people'>): PassWriteSet {
  const { addedInOrder, removedKeys, noLongerCrowded } = found
  const lost = [...removedKeys.map(({ key }) => key), ...noLongerCrowded]
  const keys = lost.length === 0 ? addedInOrder.keys : Float64Array.from([...addedInOrder.keys, ...lost]).sort()
  return { records: recordsToWrite(workspace, { found, people }), keys }
}
