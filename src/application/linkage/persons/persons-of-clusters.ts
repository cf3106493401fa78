import { identifyPersons } from '../../../domain/registry/id-continuity/identify-persons.js'
import type { Candidates } from '../compare/find-candidates.js'
import type { Pass } from '../state/pass.js'
import { PersonSet } from '../state/person-set.js'
import type { RecordClusters } from './cluster-components.js'
import type { Components } from './find-components.js'
import { readPastPersons } from './read-past-persons.js'

interface Clustered {
  readonly candidates: Candidates
  readonly components: Components
  readonly clusters: RecordClusters
}

/** Finds out which persons the clusters are. */
export async function personsOfClusters(
  pass: Pass,
  { candidates, components, clusters: { clusters } }: Clustered,
): Promise<PersonSet> {
  const { view, records, context } = pass
  const former = await view.persons(await formerPersons(pass, [...candidates.compared, ...components.recordIds]))
  const past = await readPastPersons(pass, clusters)
  const judged = new Set(components.judgements.recordsOfPersons())
  const isChanged = (recordId: string): boolean => records.isChanged(recordId) || judged.has(recordId)
  const { newId } = context
  return new PersonSet(view, records, identifyPersons(clusters, { former, past, isChanged, newId }))
}

/** The persons that the compared and clustered records had before. */
async function formerPersons({ view, records }: Pass, recordIds: Iterable<string>): Promise<ReadonlySet<string>> {
  const persons = new Set<string>()
  const unknown: string[] = []
  for (const id of recordIds) {
    const personId = records.former(id)?.personId
    if (personId !== undefined) persons.add(personId)
    else if (!records.isChanged(id)) unknown.push(id)
  }
  for (const person of (await view.personsOfRecords(unknown)).values()) persons.add(person)
  return persons
}
