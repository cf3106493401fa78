import { findLiveRecords } from '../../storage/linkage/live-records.js'
import { recordId } from '../../storage/batches/record-id.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { readerOf } from '../batched-reads/registry-reader.js'
import type { Registry } from '../context/registry.js'
import { explainSides, type PairExplanationView } from './explain-pair.js'
import { getPersons } from './get-persons.js'

/** Two live persons, or two live records by source and key. */
export type RecordPairQuery =
  | { readonly persons: readonly [string, string] }
  | { readonly records: readonly [readonly [string, string], readonly [string, string]] }

/** Why two persons or records are one person, or why not. Refuses what is not live, unknown or outside the area. */
export async function explainRecordPair(
  registry: Registry,
  question: RecordPairQuery,
  area: AreaPrefix,
): Promise<PairExplanationView | Refusal> {
  const sides =
    'persons' in question
      ? await ofPersons(registry, question.persons, area)
      : await ofRecords(registry, question.records, area)
  if (sides === undefined) return refuse('RECORD_UNKNOWN', 'One of the two is unknown, withdrawn or gone.')
  return explainSides(registry.database.conn, await readerOf(registry).context(), sides)
}

type Sides = readonly [readonly string[], readonly string[]] | undefined

async function ofPersons(registry: Registry, ids: readonly [string, string], area: AreaPrefix): Promise<Sides> {
  const fates = await getPersons(registry.database.conn, ids, area)
  const [left, right] = ids.map((id) => {
    const fate = fates.get(id)
    return fate?.kind === 'live' ? fate.found.person.recordIds : undefined
  })
  return left === undefined || right === undefined || ids[0] === ids[1] ? undefined : [left, right]
}

async function ofRecords(
  registry: Registry,
  keys: readonly [readonly [string, string], readonly [string, string]],
  area: AreaPrefix,
): Promise<Sides> {
  const { conn } = registry.database
  const ids = keys.map(([source, key]) => recordId(source, key))
  const records = await findLiveRecords(conn, ids)
  const persons = records.flatMap(({ personId }) => personId ?? [])
  const fates = await getPersons(conn, persons, area)
  const areKnown = persons.length === 2 && persons.every((id) => fates.get(id)?.kind === 'live')
  const [left, right] = ids
  return areKnown && left !== undefined && right !== undefined && left !== right ? [[left], [right]] : undefined
}
