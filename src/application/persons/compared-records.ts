import type { Conn } from '../../storage/postgres/connection.js'
import { FeatureRows } from '../../domain/linkage/feature-rows.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import { PlainView } from '../linkage/state/plain-view.js'
import { RecordSet } from '../linkage/state/record-set.js'

/** Live records with their features, as in a pass. */
export interface ComparedRecords {
  readonly records: RecordSet
  readonly rows: FeatureRows
}

/** Loads live records with their co-members, which are evidence as well. */
export async function loadComparedRecords(
  conn: Conn,
  context: LinkingContext,
  ids: readonly string[],
): Promise<ComparedRecords> {
  const records = new RecordSet(new PlainView(conn), context.model)
  const rows = new FeatureRows(context.model)
  await records.load(ids)
  const compared = records.list(ids)
  const coMembers = await records.loadFamilies(compared)
  rows.append(compared)
  rows.append(records.list(coMembers))
  return { records, rows }
}
