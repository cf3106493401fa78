import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SingleChange } from '../../../src/application/linkage/state/single-change.js'
import { csvRow } from '../../../src/csv/csv-row.js'
import { type CanonicalRecord, RECORD_FIELDS } from '../../../src/domain/registry/records/canonical-record.js'
import { Random } from '../../../src/tools/synthetic/population/random.js'
import { generateRecords } from '../../../src/tools/synthetic/records.js'

/** A step of a source. The next one begins once it is answered. */
export type Step =
  | { readonly kind: 'send'; readonly mode: 'snapshot' | 'delta'; readonly file: string; readonly rows: number }
  | { readonly kind: 'settle' }
  | { readonly kind: 'singles'; readonly changes: readonly SingleChange[] }

/** The steps of a source, and its final state: the name of each record by its key. */
export interface SourcePlan {
  readonly source: string
  readonly steps: readonly Step[]
  readonly names: ReadonlyMap<string, string>
}

type Row = Readonly<Record<string, string>>

const SHARE_OF_FIRST_LIST = 0.6
const SHARE_RENAMED = 0.05
const SHARE_MISSING = 0.03
const SINGLES_IN_TURN = 8
const SINGLES_TURNS = 2

/**
 * Plans the load of so many generated records: each source sends a full list, changes, single changes in between and, every
 * second one, a full list again. Writes the lists into the folder.
 */
export async function planLoad(records: number, seed: number, folder: string): Promise<SourcePlan[]> {
  const lists = new Map<string, Row[]>()
  for (const { flat } of generateRecords({ records, seed })) {
    const list = lists.get(flat.source) ?? []
    // A key that is a NIK would be replaced by a pseudonym on its way in.
    list.push({ ...flat, source_key: `baris-${flat.record_id}` })
    lists.set(flat.source, list)
  }
  return Promise.all(
    [...lists].map(([source, rows], at) =>
      new SourcePlanner(source, Random.at(seed, 1, at), folder).plan(rows, at % 2 === 0),
    ),
  )
}

class SourcePlanner {
  readonly #source: string
  readonly #random: Random
  readonly #folder: string
  readonly #rows = new Map<string, Row>()
  readonly #steps: Step[] = []

  constructor(source: string, random: Random, folder: string) {
    this.#source = source
    this.#random = random
    this.#folder = folder
  }

  async plan(rows: readonly Row[], endsWithList: boolean): Promise<SourcePlan> {
    const firsts = Math.ceil(rows.length * SHARE_OF_FIRST_LIST)
    await this.#send('snapshot', rows.slice(0, firsts))
    await this.#send('delta', [...this.#renamed('MUTASI'), ...rows.slice(firsts)])
    this.#steps.push({ kind: 'settle' })
    for (let turn = 0; turn < SINGLES_TURNS; turn++) this.#singles(turn)
    await this.#send('delta', this.#renamed('PINDAH'))
    if (endsWithList) await this.#lastList()
    this.#steps.push({ kind: 'settle' })
    const names = new Map([...this.#rows].map(([key, { name = '' }]) => [key, name]))
    return { source: this.#source, steps: this.#steps, names }
  }

  async #send(mode: 'snapshot' | 'delta', rows: readonly Row[]): Promise<void> {
    const file = join(this.#folder, `${this.#source}-${this.#steps.length}.csv`)
    const lines = rows.map((row) =>
      csvRow(
        RECORD_FIELDS.map((field) => row[field] ?? ''),
        ',',
      ),
    )
    await writeFile(file, csvRow(RECORD_FIELDS, ',') + lines.join(''))
    for (const row of rows) this.#rows.set(row['source_key'] ?? '', row)
    this.#steps.push({ kind: 'send', mode, file, rows: rows.length })
  }

  #renamed(word: string): Row[] {
    return [...this.#rows.values()]
      .filter(() => this.#random.chance(SHARE_RENAMED))
      .map((row) => ({ ...row, name: `${row['name'] ?? ''} ${word}` }))
  }

  /** New records, changed ones and withdrawals, each of another record. */
  #singles(turn: number): void {
    const rows = [...this.#rows.values()]
    const changes: SingleChange[] = []
    for (let at = 0; at < SINGLES_IN_TURN; at++) {
      const row = rows[(turn * SINGLES_IN_TURN + at) * 3]
      if (row === undefined) continue
      const key = row['source_key'] ?? ''
      if (at % 4 === 3) {
        this.#rows.delete(key)
        changes.push({ kind: 'withdrawal', source: this.#source, sourceKey: key, by: 'test' })
      } else if (at % 4 === 2) changes.push(this.#put({ ...row, source_key: `tunggal-${turn}-${at}` }))
      else changes.push(this.#put({ ...row, name: `${row['name'] ?? ''} TUNGGAL` }))
    }
    this.#steps.push({ kind: 'singles', changes })
  }

  #put(row: Row): SingleChange {
    const sourceKey = row['source_key'] ?? ''
    this.#rows.set(sourceKey, row)
    const values = Object.fromEntries(RECORD_FIELDS.map((field) => [field, row[field] ?? '']))
    const record = { ...values, source: this.#source } as CanonicalRecord
    return { kind: 'put', source: this.#source, sourceKey, by: 'test', record, facts: {}, raw: values }
  }

  async #lastList(): Promise<void> {
    for (const key of this.#rows.keys()) if (this.#random.chance(SHARE_MISSING)) this.#rows.delete(key)
    await this.#send('snapshot', [...this.#rows.values()])
  }
}
