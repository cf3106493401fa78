import { clusterRecords, type Clusters } from '../../../domain/registry/persons/cluster-records.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { ComparedRows } from '../compare/find-candidates.js'
import type { Pass } from '../state/pass.js'
import type { Components } from './find-components.js'

/** The clusters of a pass: the records of its components by person. */
export type RecordClusters = Clusters<LiveRecord>

/** Makes rows of the records of the components and clusters them. */
export async function clusterComponents(
  { records, context }: Pass,
  { table, coMembers }: ComparedRows,
  { recordIds, edges, judgements }: Components,
): Promise<RecordClusters> {
  await coMembers.addRows(recordIds)
  return clusterRecords(records.list(recordIds), {
    edges,
    judgements: judgements.pairs,
    model: context.model,
    rows: table,
    crowds: records.crowds,
  })
}
