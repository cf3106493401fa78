import type { Conn } from '../../storage/postgres/connection.js'
import { FeatureRows } from '../linkage/state/feature-rows.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import { PassReads } from '../linkage/state/pass-reads.js'
import { RecordSet } from '../linkage/state/record-set.js'

/** Live records with their features, as a linking pass would have them. */
export interface ComparedRecords {
  readonly workspace: RecordSet
  readonly rows: FeatureRows
}

/** Loads live records with all who stand beside them in their lists, whose company is evidence too. */
export async function loadComparedRecords(
  conn: Conn,
  context: LinkingContext,
  ids: readonly string[],
): Promise<ComparedRecords> {
  const workspace = new RecordSet(new PassReads(conn), context)
  const rows = new FeatureRows(context.model)
  await workspace.load(ids)
  const records = ids.flatMap((id) => workspace.records.get(id) ?? [])
  const company = await workspace.loadFamilies(records)
  rows.append(records)
  rows.append(company.flatMap((id) => workspace.records.get(id) ?? []))
  return { workspace, rows }
}
