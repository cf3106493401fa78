import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Layout } from './lists/layout.js'
import type { SyntheticRecord } from './people/record.js'

/** The text that a file gathers before it goes to the stream, in characters. */
const CHUNK = 1 << 18

/** One file that is written in chunks, and waits when the disk is slower than the generator. */
class ListFile {
  private readonly stream: WriteStream
  private text: string

  constructor(
    readonly layout: Layout,
    directory: string,
  ) {
    this.stream = createWriteStream(join(directory, layout.file))
    this.text = layout.header
  }

  /** Takes the records of one household; true when the text is long enough to be flushed. */
  add(household: readonly SyntheticRecord[]): boolean {
    this.text += this.layout.write(household)
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

/** What was written. */
export interface Written {
  readonly records: number
  readonly persons: number
  readonly households: number
  readonly sources: Readonly<Record<string, number>>
}

/** Counts the records by list, and the persons and households that they are about. */
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

/** Counts distinct ids that come nearly in order, so that only the latest ones need remembering. */
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

/** Groups records that follow each other in one household of one list. */
function* byHousehold(records: Iterable<SyntheticRecord>): Generator<SyntheticRecord[]> {
  let group: SyntheticRecord[] = []
  for (const record of records) {
    const first = group[0]
    if (first !== undefined && (first.source !== record.source || first.householdIdThen !== record.householdIdThen)) {
      yield group
      group = []
    }
    group.push(record)
  }
  if (group.length > 0) yield group
}

/** Writes the records into one file per layout in the directory, which is made if it is missing. */
export async function writeLists(
  records: Iterable<SyntheticRecord>,
  layouts: readonly Layout[],
  directory: string,
): Promise<Written> {
  await mkdir(directory, { recursive: true })
  const files = layouts.map((layout) => new ListFile(layout, directory))
  const tally = new Tally()
  for (const household of byHousehold(records)) {
    for (const record of household) tally.add(record)
    for (const file of files) {
      const concerned = file.layout.source === undefined || file.layout.source === household[0]?.source
      if (concerned && file.add(household)) await file.flush()
    }
  }
  await Promise.all(files.map((file) => file.close()))
  return tally.result()
}
