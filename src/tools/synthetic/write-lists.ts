import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { SyntheticList } from './lists/synthetic-list.js'
import type { SyntheticRecord } from './population/record.js'

/** The characters that a file collects before it writes them. */
const CHUNK = 1 << 18

/** Writes one file in chunks, and waits where the disk is slower than the generator. */
class ListFile {
  private readonly stream: WriteStream
  private text: string

  constructor(
    readonly list: SyntheticList,
    directory: string,
  ) {
    this.stream = createWriteStream(join(directory, list.file))
    this.text = list.header
  }

  /** Adds the records of one household. Returns true where the text is long enough to be flushed. */
  add(household: readonly SyntheticRecord[]): boolean {
    this.text += this.list.write(household)
    return this.text.length >= CHUNK
  }

  async flush(): Promise<void> {
    const text = this.text
    this.text = ''
    if (!this.stream.write(text)) await once(this.stream, 'drain')
  }

  async close(): Promise<void> {
    this.stream.end(this.text)
    await finished(this.stream)
  }
}

export interface Written {
  readonly records: number
  readonly persons: number
  readonly households: number
  readonly sources: Readonly<Record<string, number>>
}

/** Counts records by list, and their persons and households. */
class Tally {
  private records = 0
  private readonly persons = new IdSet()
  private readonly households = new IdSet()
  private readonly sources: Record<string, number> = {}

  add(record: SyntheticRecord): void {
    this.records++
    this.persons.add(record.personId)
    this.households.add(record.householdIdThen)
    this.sources[record.source] = (this.sources[record.source] ?? 0) + 1
  }

  result(): Written {
    const { records, persons, households, sources } = this
    return { records, persons: persons.size, households: households.size, sources }
  }
}

/** Counts distinct ids that come nearly in order, so that only the latest ones are kept. */
class IdSet {
  size = 0
  private recent = new Set<number>()
  private older = new Set<number>()

  add(id: number): void {
    if (this.recent.has(id)) return
    if (!this.older.has(id)) this.size++
    this.recent.add(id)
    if (this.recent.size < 10_000) return
    this.older = this.recent
    this.recent = new Set()
  }
}

/** Groups consecutive records of the same household and list. */
function* byHousehold(records: Iterable<SyntheticRecord>): Generator<SyntheticRecord[]> {
  let group: SyntheticRecord[] = []
  for (const record of records) {
    const first = group[0]
    if (first !== undefined && !isOfOneHousehold(first, record)) {
      yield group
      group = []
    }
    group.push(record)
  }
  if (group.length > 0) yield group
}

/** A household that a list holds twice has two references. */
function isOfOneHousehold(a: SyntheticRecord, b: SyntheticRecord): boolean {
  return (
    a.source === b.source && a.householdIdThen === b.householdIdThen && a.flat.household_ref === b.flat.household_ref
  )
}

/** Writes the records into one file per list. Creates the directory where it is missing. */
export async function writeLists(
  records: Iterable<SyntheticRecord>,
  lists: readonly SyntheticList[],
  directory: string,
): Promise<Written> {
  await mkdir(directory, { recursive: true })
  const files = lists.map((list) => new ListFile(list, directory))
  const tally = new Tally()
  for (const household of byHousehold(records)) {
    for (const record of household) tally.add(record)
    for (const file of files) {
      const isOfList = file.list.source === undefined || file.list.source === household[0]?.source
      if (isOfList && file.add(household)) await file.flush()
    }
  }
  await Promise.all(files.map((file) => file.close()))
  return tally.result()
}
