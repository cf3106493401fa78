import type { Conn } from '../../storage/postgres/connection.js'
import { findLiveRecords } from '../../storage/linkage/live-records.js'
import { recordId } from '../../storage/batches/record-id.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { explainSides, type PairExplanationView } from './explain-pair.js'
import { getPersons } from './get-persons.js'

/** Two live persons, or two live records by source and key. */
export type RecordPairQuery =
  | { readonly persons: readonly [string, string] }
  | { readonly records: readonly [readonly [string, string], readonly [string, string]] }

/** Explains why two persons or records are one person or not. Refuses with RECORD_UNKNOWN, also outside the area. */
export async function explainRecordPair(
  conn: Conn,
  context: LinkingContext,
  { pair, area }: { readonly pair: RecordPairQuery; readonly area: AreaPrefix },
): Promise<PairExplanationView | Refusal> {
  const sides =
    'persons' in pair ? await ofPersons(conn, pair.persons, area) : await ofRecords(conn, pair.records, area)
  if (sides === undefined) return refuse('RECORD_UNKNOWN', 'One of the two is unknown, withdrawn, merged or split.')
  return explainSides(conn, context, sides)
}

type Sides = readonly [readonly string[], readonly string[]] | undefined

async function ofPersons(conn: Conn, ids: readonly [string, string], area: AreaPrefix): Promise<Sides> {
  const idStates = await getPersons(conn, ids, area)
  const [left, right] = ids.map((id) => {
    const idState = idStates.get(id)
    return idState?.kind === 'live' ? idState.found.person.recordIds : undefined
  })
  return left === undefined || right === undefined || ids[0] === ids[1] ? undefined : [left, right]
}

async function ofRecords(
  conn: Conn,
  keys: readonly [readonly [string, string], readonly [string, string]],
  area: AreaPrefix,
): Promise<Sides> {
  const ids = keys.map(([source, key]) => recordId(source, key))
  const records = await findLiveRecords(conn, ids)
  const persons = records.flatMap(({ personId }) => personId ?? [])
  const idStates = await getPersons(conn, persons, area)
  const areInArea = persons.length === 2 && persons.every((id) => idStates.get(id)?.kind === 'live')
  const [left, right] = ids
  return areInArea && left !== undefined && right !== undefined && left !== right ? [[left], [right]] : undefined
}
