import { setImmediate } from 'node:timers/promises'
import type { Model } from '../../domain/linkage/model.js'
import type { Conn } from '../../storage/connection.js'
import {
  nextPendingKeys,
  type PendingKey,
  type PendingPut,
  readSaid,
  type Said,
} from '../../storage/pending-records.js'
import { distinctKeys, sortKeys } from '../../storage/sorted-keys.js'
import { FamilyKeys } from './family-keys.js'
import { FeatureRows } from './feature-rows.js'
import { foresee, type Foreseen, type PassTraces, withoutTraces } from './foreseen.js'
import type { PreparedRows } from './prepared-rows.js'

/** What the next pass can be given that was worked out before it began. */
export interface Prepared extends PreparedRows {
  /** The records whose turn it would be if nothing else came, for a pass of this limit. */
  readonly keys: readonly PendingKey[]
  readonly limit: number
  readonly said: Said
  /** What was read of the registry; absent where another pass has changed it since. */
  readonly foreseen: Foreseen | undefined
}

/** Where the next pass begins and by what model, and the number of the one that runs. */
interface NextPass {
  readonly number: number
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
export class PassAhead {
  readonly #conn: Conn
  #preparing: Promise<Prepared | undefined> = NOTHING
  #number = -1
  #traces: PassTraces | undefined

  constructor(conn: Conn) {
    this.#conn = conn
  }

  begin(next: NextPass): void {
    this.#number = next.number
    this.#traces = undefined
    // Without it the pass reads for itself, and tells what is wrong with the database.
    this.#preparing = prepare(this.#conn, next).catch(() => undefined)
  }

  /** Hears what the running pass will change, before it is committed. */
  trace(traces: PassTraces): void {
    this.#traces = traces
  }

  /** Gives once what was prepared last for the pass of this number, as soon as it is. */
  async take(number: number): Promise<Prepared | undefined> {
    const preparing = this.#preparing
    this.#preparing = NOTHING
    const prepared = await preparing
    if (prepared?.foreseen === undefined) return prepared
    if (number !== this.#number + 1) return { ...prepared, foreseen: undefined }
    // A pass that left no traces failed before it changed anything.
    return this.#traces === undefined
      ? prepared
      : { ...prepared, foreseen: withoutTraces(prepared.foreseen, this.#traces) }
  }
}

const NOTHING = Promise.resolve(undefined)

async function prepare(conn: Conn, { after, limit, model }: NextPass): Promise<Prepared> {
  const keys = await nextPendingKeys(conn, { limit, after })
  const said = await readSaid(conn, keys)
  const puts = [...said.values()].flatMap((each) => (each.kind === 'put' ? each : []))
  const persons = puts.filter(({ subject }) => subject === 'person')
  const rows = new FeatureRows(model)
  for (let start = 0; start < persons.length; start += ROWS_PER_TURN) {
    rows.append(persons.slice(start, start + ROWS_PER_TURN))
    await setImmediate()
  }
  const foreseen = await foresee(conn, {
    ids: [...new Set([...said.values()].map(({ id }) => id))],
    keys: keysOf(puts, { ruleKeys: rows.blockKeys(NO_CROWDS), families: new FamilyKeys(model) }),
  })
  return { keys, limit, said, model, records: persons.map(({ record }) => record), rows, foreseen }
}

const NO_CROWDS: ReadonlySet<string> = new Set()

/** All keys that the records get, in their order, each once. */
function keysOf(
  puts: readonly PendingPut[],
  { ruleKeys, families }: { ruleKeys: readonly (readonly number[])[]; families: FamilyKeys },
): Float64Array {
  return distinctKeys(
    sortKeys([
      ...puts.map((put) => ({ recordId: put.id, keys: families.of(put) })),
      ...ruleKeys.map((keys) => ({ recordId: '', keys })),
    ]),
  )
}
