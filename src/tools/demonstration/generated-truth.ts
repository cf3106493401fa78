import { pairQuality, type PairQuality } from '../evaluation/quality.js'
import type { SyntheticRecord } from '../synthetic/population/record.js'
import type { Link, RecordReference } from './api-schemas.js'

/**
 * The true person of each record: the generator made them, so it is known. Rows of a source without keys are identified by
 * their row number.
 */
export class GeneratedTruth {
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

  /** Adds the source keys under which the registry stores the rows. */
  addLinks(links: readonly Link[]): void {
    for (const { source, source_key: key, row } of links) {
      if (this.#personOfRecord.has(`${source} ${key}`)) continue
      const person = this.#personOfRow.get(`${source} ${row ?? 0}`)
      if (person !== undefined) this.#personOfRecord.set(`${source} ${key}`, person)
    }
  }

  /** Returns the generator's number of a record's person. */
  personOf({ source, source_key: key }: RecordReference): number | undefined {
    return this.#personOfRecord.get(`${source} ${key}`)
  }

  /** Compares the registry's persons with the true ones. */
  measureQuality(links: readonly Link[]): PairQuality {
    const persons = new Map<string, number>()
    const rows = links.flatMap((link) => {
      const truth = this.personOf(link)
      if (link.person_id === null || truth === undefined) return []
      const cluster = persons.get(link.person_id) ?? persons.size
      persons.set(link.person_id, cluster)
      return [{ cluster, truth }]
    })
    return pairQuality(
      Uint32Array.from(rows, ({ cluster }) => cluster),
      Uint32Array.from(rows, ({ truth }) => truth),
    )
  }
}
