import { pairQuality, type PairQuality } from '../evaluation/quality.js'
import type { SyntheticRecord } from '../synthetic/people/record.js'
import type { Link, RecordReference } from './answers.js'

/**
 * The officer who goes and asks the people themselves: as these are invented, it is known who they are. Rows whose list
 * has no key of its own are known again by their place in the list.
 */
export class FieldOfficer {
  readonly #personOfRow = new Map<string, number>()
  readonly #personOfRecord = new Map<string, number>()

  constructor(records: readonly SyntheticRecord[]) {
    const rows = new Map<string, number>()
    for (const { source, flat, personId } of records) {
      const row = (rows.get(source) ?? 0) + 1
      rows.set(source, row)
      this.#personOfRow.set(`${source} ${row}`, personId)
      this.#personOfRecord.set(`${source} ${flat.source_key}`, personId)
    }
  }

  /** Learns under which keys the registry keeps the rows. */
  learn(links: readonly Link[]): void {
    for (const { source, source_key: key, row } of links) {
      if (this.#personOfRecord.has(`${source} ${key}`)) continue
      const person = this.#personOfRow.get(`${source} ${row ?? 0}`)
      if (person !== undefined) this.#personOfRecord.set(`${source} ${key}`, person)
    }
  }

  /** Whom a record is about, by a number of the generator's. */
  whoIs({ source, source_key: key }: RecordReference): number | undefined {
    return this.#personOfRecord.get(`${source} ${key}`)
  }

  /** How far the registry's persons are the real ones. */
  judge(links: readonly Link[]): PairQuality {
    const persons = new Map<string, number>()
    const known = links.flatMap((link) => {
      const truth = this.whoIs(link)
      if (link.person_id === null || truth === undefined) return []
      const cluster = persons.get(link.person_id) ?? persons.size
      persons.set(link.person_id, cluster)
      return [{ cluster, truth }]
    })
    return pairQuality(
      Uint32Array.from(known, ({ cluster }) => cluster),
      Uint32Array.from(known, ({ truth }) => truth),
    )
  }
}
