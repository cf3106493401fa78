import { GRADES } from '../../../domain/linkage/scoring/classify.js'
import { severityOfPair } from '../../../domain/registry/conflicts/severity.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'
import { findPersonsOfRecords } from '../../../storage/linkage/live-records.js'
import type { Clusters } from '../persons/cluster-components.js'
import type { DerivedConflict } from '../state/derived-conflict.js'
import type { Components } from '../persons/find-components.js'
import type { Judgements } from '../state/load-judgements.js'
import type { PersonSet } from '../state/person-set.js'

interface PairConflict {
  readonly persons: readonly [string, string]
  readonly records: readonly [string, string]
  readonly weight: number
  readonly isRefused: boolean
}

const CERTAIN = GRADES.indexOf('certain')

/** One question for every two persons whose records may be one person's, or whose join was refused. */
export async function pairConflicts(
  conn: Conn,
  {
    components,
    clusters,
    people,
    judgements,
  }: { components: Components; clusters: Clusters; people: PersonSet; judgements: Judgements },
): Promise<DerivedConflict[]> {
  const doubtful = doubtfulEdges(components)
  const personOf = await personsOf(conn, people, doubtfulEnds(components))
  const questions = new Map<string, PairConflict>()
  const ask = (
    recordId: string,
    otherId: string,
    { weight, isRefused }: { weight: number; isRefused: boolean },
  ): void => {
    const first = personOf(recordId)
    const second = personOf(otherId)
    if (first === undefined || second === undefined || first === second) return
    const isInOrder = first < second
    const persons = isInOrder ? ([first, second] as const) : ([second, first] as const)
    const records = isInOrder ? ([recordId, otherId] as const) : ([otherId, recordId] as const)
    const question = { persons, records, weight, isRefused }
    const name = persons.join()
    const known = questions.get(name)
    if (known === undefined || outweighs(question, known)) questions.set(name, question)
  }
  for (const { recordId, otherId, weight } of doubtful) ask(recordId, otherId, { weight, isRefused: false })
  for (const { recordId, otherId, weight } of clusters.refused) ask(recordId, otherId, { weight, isRefused: true })
  const settled = settledPairs(judgements, personOf)
  const open = [...questions]
    .filter(([name, { weight }]) => weight === Infinity || !settled.has(name))
    .map(([, question]) => question)
  await people.load(open.flatMap(({ persons }) => persons))
  return open.map((question) => conflictOf(question, people))
}

/** The records of which it is a question whether they are one person's. */
export function doubtfulEnds(components: Components): readonly string[] {
  return doubtfulEdges(components).flatMap(({ recordId, otherId }) => [recordId, otherId])
}

function doubtfulEdges({ edges }: Components): readonly StoredEdge[] {
  return edges.filter(({ grade }) => grade < CERTAIN)
}

/** A refused join is the graver question; then weight; then the records, so that one of two equal ones is taken always. */
function outweighs(a: PairConflict, b: PairConflict): boolean {
  if (a.isRefused !== b.isRefused) return a.isRefused
  if (a.weight !== b.weight) return a.weight > b.weight
  return inOrder(a.records).join() < inOrder(b.records).join()
}

/** Record ids are computed from source and key, so their order does not depend on which person is which. */
function inOrder(records: PairConflict['records']): readonly string[] {
  return records.toSorted()
}

async function personsOf(
  conn: Conn,
  people: PersonSet,
  recordIds: readonly string[],
): Promise<(recordId: string) => string | undefined> {
  const unknown = [...new Set(recordIds)].filter((id) => people.personOf(id) === undefined)
  const found = await findPersonsOfRecords(conn, unknown)
  return (id) => people.personOf(id) ?? found.get(id)
}

/** Pairs of persons of whom somebody said that they are two, or that it cannot be known. */
function settledPairs(judgements: Judgements, personOf: (recordId: string) => string | undefined): ReadonlySet<string> {
  const settled = new Set<string>()
  for (const { verdict, records } of judgements.pairs) {
    if (verdict !== 'same') settled.add(records.map(personOf).sort().join())
  }
  return settled
}

function conflictOf({ persons, records, weight, isRefused }: PairConflict, people: PersonSet): DerivedConflict {
  const both = persons.map((id) => people.get(id))
  const [first, second] = both.map(({ records: own }) => new Set(own.flatMap(({ facts }) => facts.programme ?? [])))
  const isPaidTwice = [...(first ?? [])].some((programme) => second?.has(programme))
  return {
    kind: isRefused ? 'refused_join' : 'possible_duplicate',
    subject: persons,
    severity: severityOfPair({ weight, isRefused, isPaidTwice }),
    personIds: persons,
    records: both.flatMap((person) => person.records),
    evidence: {
      records: inOrder(records),
      ...(Number.isFinite(weight) ? { weight: Math.round(weight * 100) / 100 } : { contradicts: 'judgement' }),
    },
  }
}
