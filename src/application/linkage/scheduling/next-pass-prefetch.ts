import { setImmediate } from 'node:timers/promises'
import { FeatureRows } from '../../../domain/linkage/feature-rows.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import {
  nextPendingKeys,
  type PendingKey,
  readPendingRows,
  type PendingRows,
} from '../../../storage/linkage/pending-records.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import type { PassLog } from './pass-log.js'
import { keysToPrefetch, prefetch, type Prefetched, prefetchNext, type PrefetchForPass } from './prefetched.js'

/** What was made before a pass over pending records began. */
export interface PreparedPass extends PreparedRows {
  /** The records that come next if no others arrive, for a pass of this limit. */
  readonly keys: readonly PendingKey[]
  readonly limit: number
  readonly said: PendingRows
  /** Undefined where another pass came between. */
  readonly prefetched: Prefetched | undefined
}

/** Rows of a model that were made before a pass. */
export interface PreparedRows {
  readonly model: Model
  readonly rows: FeatureRows
}

/** The prepared rows where they are of this model, else none yet. */
export function rowsFor(model: Model, prepared: PreparedRows | undefined): FeatureRows {
  return prepared?.model === model ? prepared.rows : new FeatureRows(model)
}

/** Where the next pass begins, and by what model. */
interface NextPass {
  readonly after: PendingKey
  readonly limit: number
  readonly model: Model
}

/** Rows that are made before it yields to the running pass. */
const ROWS_PER_TURN = 100

/**
 * Prepares the next pass while one runs and waits for the database: reads the pending records whose turn it will be, makes
 * their rows and block keys, and prefetches the holders of the keys. The content of pending records does not depend on the
 * registry. Of the prefetched rows the next pass leaves out what the running one has written. All is dropped where other
 * records came first, another pass ran in between or one failed.
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
    // After a failure the pass reads for itself, and reports what is wrong with the database.
    this.#preparing = prepare(this.#conn, this.log, next).catch(() => undefined)
  }

  /** Returns what was prepared last, for the pass of this number; a second call returns undefined. */
  async take(number: number): Promise<PreparedPass | undefined> {
    const preparing = this.#preparing
    this.#preparing = NOTHING
    const prepared = await preparing
    return prepared === undefined ? undefined : { ...prepared, prefetched: await prepared.prefetchedFor(number) }
  }
}

type Preparing = Omit<PreparedPass, 'prefetched'> & { readonly prefetchedFor: PrefetchForPass }

const NOTHING = Promise.resolve(undefined)

async function prepare(conn: Conn, log: PassLog, { after, limit, model }: NextPass): Promise<Preparing> {
  const keys = await nextPendingKeys(conn, { limit, after })
  const said = await readPendingRows(conn, keys)
  const puts = [...said.values()].flatMap((each) => (each.kind === 'put' ? each : []))
  const persons = puts.filter(({ subject }) => subject === 'person')
  const rows = new FeatureRows(model)
  for (let start = 0; start < persons.length; start += ROWS_PER_TURN) {
    rows.append(persons.slice(start, start + ROWS_PER_TURN))
    await setImmediate()
  }
  const wanted = {
    ids: [...new Set([...said.values()].map(({ id }) => id))],
    keys: keysToPrefetch(puts, rows, model),
  }
  const prefetchedFor = prefetchNext(log, () => prefetch(conn, wanted))
  return { keys, limit, said, model, rows, prefetchedFor }
}
