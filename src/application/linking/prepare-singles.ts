import type { Model } from '../../domain/linkage/model.js'
import type { Conn } from '../../storage/connection.js'
import { recordId } from '../../storage/record-id.js'
import { FeatureRows } from './feature-rows.js'
import { foresee, foreseeNext, keysToForesee } from './foreseen.js'
import type { SingleChange } from './link-singles.js'
import type { PassLog } from './pass-log.js'
import type { PreparedPass } from './prepared-rows.js'

/** Gives what was prepared for the pass of a number, once: a pass adds to the rows. */
export type Preparation = (number: number) => Promise<PreparedPass | undefined>

/**
 * Prepares the pass over some single changes while its transaction begins: parses them, makes their block keys and looks up who
 * shares one.
 */
export function prepareSingles(
  conn: Conn,
  singles: readonly SingleChange[],
  { model, log }: { model: Model; log: PassLog },
): Preparation {
  const records = singles.map((single) => ({ ...single, id: recordId(single.source, single.sourceKey) }))
  const puts = records.flatMap((each) => (each.kind === 'put' ? { ...each, subject: 'person' as const } : []))
  const rows = new FeatureRows(model)
  rows.append(puts)
  const asked = { ids: records.map(({ id }) => id), keys: keysToForesee(puts, rows, model) }
  const foresight = foreseeNext(log, () => foresee(conn, asked))
  let isTaken = false
  return async (number) => {
    if (isTaken) return undefined
    isTaken = true
    return { model, records: puts.map(({ record }) => record), rows, foreseen: await foresight(number) }
  }
}
