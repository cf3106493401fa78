import { setImmediate } from 'node:timers/promises'
import type { Model } from '../../../domain/linkage/model/model.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import { nextPendingKeys, type PendingKey, readSaid, type Said } from '../../../storage/linkage/pending-records.js'
import { FeatureRows } from '../state/feature-rows.js'
import { prefetch, prefetchNext, type PrefetchForPass, keysToPrefetch } from './prefetched.js'
import type { PassLog } from './pass-log.js'
import type { PreparedPass } from './prepared-rows.js'

/** What the next pass over waiting records can be given that was worked out before it began. */
export interface Prepared extends PreparedPass {
  /** The records whose turn it would be if nothing else came, for a pass of this limit. */
  readonly keys: readonly PendingKey[]
  readonly limit: number
  readonly said: Said
}

/** Where the next pass begins and by what model. */
interface NextPass {
  readonly after: PendingKey
  readonly limit: number
  readonly model: Model
}

/** Rows that are parsed between two looks at what the running pass waits for. */
const ROWS_PER_TURN = 100

/**
 * Prepares the next pass while one runs and waits for the database: reads what sources said of the records whose turn it will
 * be, parses it, makes their block keys and looks up who shares one. What sources said does not depend on the state of the
 * registry; of what was looked up, the next pass leaves out what the running one has changed. What turns out to be of no use,
 * since other records came first, another pass ran in between or one failed, is dropped.
 */
export class NextPassPrefetch {
  readonly log: PassLog
  readonly #conn: Conn
  #preparing: Promise<Preparing | undefined> = NOTHING

  constructor(conn: Conn, log: PassLog) {
    this.#conn = conn
    this.log = log
  }

  begin(next: NextPass): void {
    // Without it the pass reads for itself, and tells what is wrong with the database.
    this.#preparing = prepare(this.#conn, this.log, next).catch(() => undefined)
  }

  /** Gives once what was prepared last for the pass of this number, as soon as it is. */
  async take(number: number): Promise<Prepared | undefined> {
    const preparing = this.#preparing
    this.#preparing = NOTHING
    const prepared = await preparing
    return prepared === undefined ? undefined : { ...prepared, foreseen: await prepared.foresight(number) }
  }
}

type Preparing = Omit<Prepared, 'foreseen'> & { readonly foresight: PrefetchForPass }

const NOTHING = Promise.resolve(undefined)

async function prepare(conn: Conn, log: PassLog, { after, limit, model }: NextPass): Promise<Preparing> {
  const keys = await nextPendingKeys(conn, { limit, after })
  const said = await readSaid(conn, keys)
  const puts = [...said.values()].flatMap((each) => (each.kind === 'put' ? each : []))
  const persons = puts.filter(({ subject }) => subject === 'person')
  const rows = new FeatureRows(model)
  for (let start = 0; start < persons.length; start += ROWS_PER_TURN) {
    rows.append(persons.slice(start, start + ROWS_PER_TURN))
    await setImmediate()
  }
  const asked = {
    ids: [...new Set([...said.values()].map(({ id }) => id))],
    keys: keysToPrefetch(puts, rows, model),
  }
  const foresight = prefetchNext(log, () => prefetch(conn, asked))
  return { keys, limit, said, model, records: persons.map(({ record }) => record), rows, foresight }
}
