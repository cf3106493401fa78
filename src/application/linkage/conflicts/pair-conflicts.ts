import { severityOfPair } from '../../../domain/registry/conflicts/severity.js'
import type { Judgements } from '../../../domain/registry/judgements/judgements.js'
import type { RecordClusters } from '../persons/cluster-components.js'
import { type Components, doubtfulEdges, doubtfulEnds } from '../persons/find-components.js'
import type { PersonSet } from '../state/person-set.js'
import type { RegistryView } from '../state/registry-view.js'
import type { DerivedConflict } from './derived-conflict.js'

interface PersonPair {
  readonly persons: readonly [string, string]
  readonly records: readonly [string, string]
  readonly weight: number
  readonly isRefused: boolean
}

type OpenEdge = RecordClusters['refused'][number] & Pick<PersonPair, 'isRefused'>

interface Clustered {
  readonly components: Components
  readonly clusters: RecordClusters
  readonly persons: PersonSet
}

/** One conflict for every two persons whose records may be one person's, or whose join was refused. */
export async function pairConflicts(
  view: RegistryView,
  { components, clusters, persons }: Clustered,
): Promise<DerivedConflict[]> {
  const personOf = await readPersonsOf(view, persons, doubtfulEnds(components))
  const pairs = new Map<string, PersonPair>()
  const add = ({ recordId, otherId, weight, isRefused }: OpenEdge): void => {
    const first = personOf(recordId)
    const second = personOf(otherId)
    if (first === undefined || second === undefined || first === second) return
    const isInOrder = first < second
    const pair: PersonPair = {
      persons: isInOrder ? [first, second] : [second, first],
      records: isInOrder ? [recordId, otherId] : [otherId, recordId],
      weight,
      isRefused,
    }
    const name = pair.persons.join()
    const known = pairs.get(name)
    if (known === undefined || outweighs(pair, known)) pairs.set(name, pair)
  }
  for (const edge of doubtfulEdges(components)) add({ ...edge, isRefused: false })
  for (const edge of clusters.refused) add({ ...edge, isRefused: true })
  const settled = settledPairs(components.judgements, personOf)
  const open = [...pairs]
    .filter(([name, { weight }]) => weight === Infinity || !settled.has(name))
    .map(([, pair]) => pair)
  await persons.load(open.flatMap((pair) => pair.persons))
  return open.map((pair) => conflictOf(pair, persons))
}

/** A refused join outweighs; then the weight; then the records, so that one of two equal pairs is always taken. */
function outweighs(a: PersonPair, b: PersonPair): boolean {
  if (a.isRefused !== b.isRefused) return a.isRefused
  if (a.weight !== b.weight) return a.weight > b.weight
  return inOrder(a.records).join() < inOrder(b.records).join()
}

/** Record ids are computed from source and key, so their order does not depend on which person is which. */
function inOrder(records: PersonPair['records']): readonly string[] {
  return records.toSorted()
}

async function readPersonsOf(
  view: RegistryView,
  persons: PersonSet,
  recordIds: readonly string[],
): Promise<(recordId: string) => string | undefined> {
  const unknown = [...new Set(recordIds)].filter((id) => persons.personOf(id) === undefined)
  const read = await view.personsOfRecords(unknown)
  return (id) => persons.personOf(id) ?? read.get(id)
}

/** Pairs of persons with a verdict that they are different, or that it cannot be known. */
function settledPairs({ pairs }: Judgements, personOf: (recordId: string) => string | undefined): ReadonlySet<string> {
  const settled = new Set<string>()
  for (const { verdict, records } of pairs) {
    if (verdict !== 'same') settled.add(records.map(personOf).sort().join())
  }
  return settled
}

function conflictOf(
  { persons: personIds, records, weight, isRefused }: PersonPair,
  persons: PersonSet,
): DerivedConflict {
  const both = personIds.map((id) => persons.get(id))
  const [first, second] = both.map(({ records: own }) => new Set(own.flatMap(({ facts }) => facts.programme ?? [])))
  const isPaidTwice = [...(first ?? [])].some((programme) => second?.has(programme))
  return {
    kind: isRefused ? 'refused_join' : 'possible_duplicate',
    subject: personIds,
    severity: severityOfPair({ weight, isRefused, isPaidTwice }),
    personIds,
    records: both.flatMap((person) => person.records),
    evidence: {
      records: inOrder(records),
      ...(Number.isFinite(weight) ? { weight: Math.round(weight * 100) / 100 } : { contradicts: 'judgement' }),
    },
  }
}
