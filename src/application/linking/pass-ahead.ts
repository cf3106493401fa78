import { setImmediate } from 'node:timers/promises'
import type { Model } from '../../domain/linkage/model.js'
import type { Conn } from '../../storage/connection.js'
import { nextPendingKeys, type PendingKey, readSaid, type Said } from '../../storage/pending-records.js'
import { FeatureRows } from './feature-rows.js'
import type { PreparedRows } from './prepared-rows.js'

/** What the next pass can be given that was worked out before it began. */
export interface Prepared extends PreparedRows {
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
 * be, parses it and makes their block keys. None of this depends on the state of the registry. What turns out to be of no
 * use, since other records came first or a pass failed, is dropped.
 */
export class PassAhead {
  readonly #conn: Conn
  #preparing: Promise<Prepared | undefined> = NOTHING

  constructor(conn: Conn) {
    this.#conn = conn
  }

  begin(next: NextPass): void {
    // Without it the pass reads for itself, and tells what is wrong with the database.
    this.#preparing = prepare(this.#conn, next).catch(() => undefined)
  }

  /** Gives once what was prepared last, as soon as it is. */
  take(): Promise<Prepared | undefined> {
    const preparing = this.#preparing
    this.#preparing = NOTHING
    return preparing
  }
}

const NOTHING = Promise.resolve(undefined)

async function prepare(conn: Conn, { after, limit, model }: NextPass): Promise<Prepared> {
  const said = await readSaid(conn, await nextPendingKeys(conn, { limit, after }))
  const persons = [...said.values()].flatMap((each) => (each.kind === 'put' && each.subject === 'person' ? each : []))
  const rows = new FeatureRows(model)
  for (let start = 0; start < persons.length; start += ROWS_PER_TURN) {
    rows.append(persons.slice(start, start + ROWS_PER_TURN))
    await setImmediate()
  }
  rows.blockKeys(new Set())
  return { said, model, records: persons.map(({ record }) => record), rows }
}
