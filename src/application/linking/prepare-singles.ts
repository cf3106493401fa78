import { setImmediate } from 'node:timers/promises'
import type { Model } from '../../domain/linkage/model.js'
import type { Conn } from '../../storage/connection.js'
import { recordId } from '../../storage/record-id.js'
import { FeatureRows } from './feature-rows.js'
import { foresee, foreseeNext, keysToForesee } from './foreseen.js'
import type { SingleChange } from './link-singles.js'
import type { PassLog } from './pass-log.js'
import type { PreparedPass } from './prepared-rows.js'

/** Gives what was prepared for the pass of a number, once; undefined where that failed. */
export type Preparation = (number: number) => Promise<PreparedPass | undefined>

/** Rows that are parsed between two looks at what the running pass waits for. */
const ROWS_PER_TURN = 16

/**
 * Prepares the pass over some single changes while another one runs, or its own transaction begins: parses them, makes their
 * block keys and looks up who shares one.
 */
export function prepareSingles(
  conn: Conn,
  singles: readonly SingleChange[],
  { model, log }: { model: Model; log: PassLog },
): Preparation {
  let preparing: Promise<Prepared | undefined> | undefined = prepare().catch(() => undefined)

  async function prepare(): Promise<Prepared> {
    const records = singles.map((single) => ({ ...single, id: recordId(single.source, single.sourceKey) }))
    const puts = records.flatMap((each) => (each.kind === 'put' ? { ...each, subject: 'person' as const } : []))
    const rows = new FeatureRows(model)
    for (let start = 0; start < puts.length; start += ROWS_PER_TURN) {
      if (start > 0) await setImmediate()
      rows.append(puts.slice(start, start + ROWS_PER_TURN))
    }
    const asked = { ids: records.map(({ id }) => id), keys: keysToForesee(puts, rows, model) }
    const foresight = foreseeNext(log, () => foresee(conn, asked))
    return { model, records: puts.map(({ record }) => record), rows, foresight }
  }

  return async (number) => {
    const prepared = await preparing
    preparing = undefined
    return prepared === undefined ? undefined : { ...prepared, foreseen: await prepared.foresight(number) }
  }
}

type Prepared = Omit<PreparedPass, 'foreseen'> & { readonly foresight: ReturnType<typeof foreseeNext> }
