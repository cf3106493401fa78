import { FeatureRows } from '../../../domain/linkage/feature-rows.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import { type RowTraits, rowTraits } from '../../../domain/registry/rows/row-traits.js'
import { sameRowWeight } from '../../../domain/registry/rows/same-row.js'
import type { Batch } from '../../../storage/batches/batches.js'
import type { BatchRows } from '../../../storage/batches/batch-rows.js'
import { giveRowsNewRecords, giveRowsToRecords } from '../../../storage/batches/matched-rows.js'
import {
  beginMatching,
  endMatching,
  findEnded,
  findReceivedAs,
  findUnclaimed,
  gatherUnsettled,
  insertRowCandidates,
  type KnownRecord,
  matchBestCandidates,
  matchKnownRows,
  readUnmatched,
  type RowCandidate,
  type UnsettledRow,
} from '../../../storage/batches/row-matching.js'
import { listFewKeyHolders } from '../../../storage/linkage/block-keys.js'
import type { Tx } from '../../../storage/postgres/connection.js'

/** What the rows of a batch are matched with. */
export interface MatchSetting {
  /** The applied batches of the source. */
  readonly appliedIds: readonly string[]
  readonly readModel: () => Promise<Model>
}

const ROWS_PER_CHUNK = 500
/** Of a row; those that share most block keys with it come first. */
const MOST_CANDIDATES = 20
/** Each round matches at least one row; a chain of rows that each wait for another is not followed to its end. */
const MOST_ROUNDS = 10

/**
 * Finds the records of the rows of a list that has no keys of its own. The profile makes a key out of personal values; where
 * one of them was corrected, the row is found by what else it has in common with a record that no row of the batch names. It
 * is then a new version of that record. Ambiguous rows, and rows of another person under a known key, are new records. The
 * result does not depend on the order of the rows. Returns whether any row was given to another record than its key names.
 */
export async function matchRows(tx: Tx, batch: Batch, rows: BatchRows, setting: MatchSetting): Promise<boolean> {
  if ((await gatherUnsettled(tx, batch, rows)) === 0) return false
  await beginMatching(tx, batch)
  await matchKnownRows(tx, batch)
  let model: Model | undefined
  for await (const chunk of readUnmatched(tx, batch, ROWS_PER_CHUNK)) {
    model ??= await setting.readModel()
    await insertRowCandidates(tx, await candidatesOf(tx, batch, { chunk, model, appliedIds: setting.appliedIds }))
  }
  for (let round = 0; round < MOST_ROUNDS && (await matchBestCandidates(tx)) > 0; round += 1);
  const given = await giveRowsToRecords(tx, batch)
  const renewed = await giveRowsNewRecords(tx, batch, setting.appliedIds)
  await endMatching(tx)
  return given + renewed > 0
}

interface Chunk {
  readonly chunk: readonly UnsettledRow[]
  readonly model: Model
  readonly appliedIds: readonly string[]
}

async function candidatesOf(tx: Tx, batch: Batch, { chunk, model, appliedIds }: Chunk): Promise<RowCandidate[]> {
  const similar = await findSimilar(tx, chunk, model)
  const byKey = [
    ...chunk.map(({ id }) => id),
    ...(await findReceivedAs(
      tx,
      chunk.map(({ id }) => id),
    )),
  ]
  const ids = [...new Set([...similar.values()].flat().concat(byKey))]
  const known = [
    ...(await findUnclaimed(tx, batch, ids)),
    ...(await findEnded(tx, batch, { ids: [...new Set(byKey)], appliedIds })),
  ]
  const pairing = { known: knownRecords(known), isSnapshot: batch.mode === 'snapshot' }
  return chunk.flatMap((row) => weighCandidates(row, similar.get(row.batchRow) ?? [], pairing))
}

/** The records that share block keys with each row, by the number of the row. */
async function findSimilar(
  tx: Tx,
  chunk: readonly UnsettledRow[],
  model: Model,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = new FeatureRows(model)
  rows.append(chunk.map(({ batchRow, record }) => ({ id: batchRow, subject: 'person' as const, record })))
  const keysOf = rows.blockKeys(new Set())
  const holdersOf = new Map<number, string[]>()
  for (const { key, recordId } of await listFewKeyHolders(tx, [...new Set(keysOf.flat())])) {
    const holders = holdersOf.get(key)
    if (holders === undefined) holdersOf.set(key, [recordId])
    else holders.push(recordId)
  }
  return new Map(
    chunk.map(({ batchRow }, at) => [
      batchRow,
      commonest((keysOf[at] ?? []).flatMap((key) => holdersOf.get(key) ?? [])),
    ]),
  )
}

/** The ids that stand most often in a list, each once. */
function commonest(ids: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  const inOrder = [...counts].sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1))
  return inOrder.slice(0, MOST_CANDIDATES).map(([id]) => id)
}

interface Known extends KnownRecord {
  readonly traits: RowTraits
}

interface KnownRecords {
  readonly byId: ReadonlyMap<string, Known>
  /** By the record that the key of their last row named, where that is another one. */
  readonly byPartedFrom: ReadonlyMap<string, readonly Known[]>
}

function knownRecords(found: readonly KnownRecord[]): KnownRecords {
  const byId = new Map<string, Known>()
  const byPartedFrom = new Map<string, Known[]>()
  for (const record of found) {
    const known = { ...record, traits: rowTraits(record.record, record.facts) }
    byId.set(known.id, known)
    if (known.partedFrom === null) continue
    byPartedFrom.set(known.partedFrom, [...(byPartedFrom.get(known.partedFrom) ?? []), known])
  }
  return { byId, byPartedFrom }
}

function weighCandidates(
  row: UnsettledRow,
  similar: readonly string[],
  { known: { byId, byPartedFrom }, isSnapshot }: { known: KnownRecords; isSnapshot: boolean },
): RowCandidate[] {
  const traits = rowTraits(row.record, row.facts)
  const own = byId.get(row.id)
  const ofKey = [...(byPartedFrom.get(row.id) ?? []), ...(own?.partedFrom === row.partedFrom ? [own] : [])]
  const others = [row.id, ...similar].flatMap((id) => byId.get(id) ?? [])
  return [...new Set([...ofKey, ...others])].flatMap((known) => {
    const haveOneKey = ofKey.length === 1 && known === ofKey[0]
    const weight = sameRowWeight(traits, known.traits, { haveOneKey, isMissing: isSnapshot || !known.isLive })
    return weight === 0 ? [] : [{ batchRow: row.batchRow, id: known.id, weight }]
  })
}
