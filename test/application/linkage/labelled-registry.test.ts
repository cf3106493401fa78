import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { addAgency } from '../../../src/application/sources/add-agency.js'
import { addSource } from '../../../src/application/sources/add-source.js'
import { getBatch } from '../../../src/application/batches/get-batch.js'
import { receiveBatch } from '../../../src/application/batches/receiving/receive-batch.js'
import { rebuildRegistry } from '../../../src/application/rebuild/rebuild-registry.js'
import { openRegistry, type Registry } from '../../../src/application/context/registry.js'
import { pairQuality } from '../../../src/tools/evaluation/quality.js'
import { Linker } from '../../../src/jobs/linker.js'
import { PROFILES } from '../../../src/profiles/built-in/profiles.js'
import type { Conn } from '../../../src/storage/postgres/connection.js'
import { notRefused } from '../../support/batches/process-batch.js'
import { labelledLists } from '../../support/profiles/shared-lists.js'
import { until } from '../../support/until.js'
import { testDatabase } from '../../support/storage/test-database.js'
import { brokenRules } from '../../support/registry/registry-rules.js'
import { perform } from '../../support/registry/perform.js'

const folder = labelledLists() ?? ''
const skip = folder === '' ? 'the labelled lists are not beside the repository' : false
const LISTS = PROFILES.filter(({ code }) => code !== 'canonical')

/** The labels of a record: its person, and the household of that person now. */
interface Truth {
  readonly person: string
  readonly household: string
}

test('seven sources are linked to their true persons and households', { skip, timeout: 280_000 }, async (t) => {
  const registry = await openRegistry(await testDatabase(t))
  const { conn } = registry.database
  notRefused(await perform(registry, addAgency, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' }))
  const linker = new Linker(registry, { onFailure: (error) => t.fail(String(error)) })
  linker.start()
  t.teardown(() => linker.stop())
  const ids = new Map<string, string>()
  for (const { code, format } of LISTS) ids.set(code, await sendFile(registry, `${code}.${format}`, code))
  linker.wake()
  const unfinished = sql`SELECT FROM batches WHERE finished_at IS NULL`
  await until(async () => (await conn.read(unfinished)).length === 0, { everyMs: 100 })

  const truth = readTruth()
  for (const [source, id] of ids) {
    const { state, counts } = notRefused(await getBatch(conn, id))
    t.equal(state, 'completed', source)
    t.equal(counts.accepted + counts.unchanged + counts.rejected, counts.read, `${source}: each row is accounted for`)
    t.equal(counts.linked, counts.accepted, `${source}: each accepted row is linked`)
  }
  const live = await readLive(conn)
  const truthOf = (each: Live): Truth | undefined => truth.get(each.source)?.[each.row - 1]
  const persons = qualityOf(
    live,
    (each) => each.person,
    (each) => truthOf(each)?.person,
  )
  t.ok(persons.precision >= 0.998 && persons.recall >= 0.985, `persons: ${JSON.stringify(persons)}`)
  const firsts = live.filter(({ isFirst, household }) => isFirst && household !== null)
  const households = qualityOf(
    firsts,
    (each) => each.household ?? '',
    (each) => truthOf(each)?.household,
  )
  t.ok(households.f1 >= 0.99, `households: ${JSON.stringify(households)}`)
  const paid = paidRightly(live, truth, truthOf)
  t.ok(paid.share >= 0.98, `families of Bantu Umak that count rightly: ${JSON.stringify(paid)}`)
  t.same(await brokenRules(conn), [])
  t.same((await rebuildRegistry(registry, { recordsPerPass: 5000 })).differences, { count: 0, byPart: {} })
})

async function sendFile(registry: Registry, file: string, code: string): Promise<string> {
  // The roster names villages without saying of which regency.
  const settings = code === 'bantu-umak' ? { within: { regency_name: 'Musi Banyuasin' } } : {}
  notRefused(
    await perform(registry, addSource, { code, agency: 'dinsos', profile: code, name: code, settings, by: 'test' }),
  )
  const input = createReadStream(join(folder, file))
  return notRefused(await receiveBatch(registry, { source: code, mode: 'snapshot', input, sentBy: 'test' })).id
}

/** The truth of each list's rows in their order. */
function readTruth(): Map<string, Truth[]> {
  const csv = (file: string): Record<string, string>[] =>
    Papa.parse<Record<string, string>>(readFileSync(join(folder, file), 'utf8'), { header: true, skipEmptyLines: true })
      .data
  const labels = new Map(
    csv('truth.csv').map((row) => [
      row['record_id'] ?? '',
      { person: row['person_id'] ?? '', household: row['household_id_now'] ?? '' },
    ]),
  )
  const truth = new Map<string, Truth[]>()
  for (const { record_id: id = '', source = '' } of csv('flat.csv')) {
    const label = labels.get(id)
    if (label !== undefined) truth.set(source, [...(truth.get(source) ?? []), label])
  }
  return truth
}

interface Live {
  readonly source: string
  readonly row: number
  readonly person: string
  readonly household: string | null
  /** Of each person one record stands for them. */
  readonly isFirst: boolean
}

function readLive(conn: Conn): Promise<readonly Live[]> {
  return conn.read<Live>(sql`
    SELECT l.source_code AS source, l.batch_row::int AS row, l.person_id AS person, p.household_id AS household,
      l.record_id = p.record_ids[1] AS "isFirst"
    FROM live_records l JOIN persons p ON p.person_id = l.person_id`)
}

function qualityOf(
  live: readonly Live[],
  found: (each: Live) => string,
  wanted: (each: Live) => string | undefined,
): ReturnType<typeof pairQuality> {
  return pairQuality(labels(live.map(found)), labels(live.map((each) => wanted(each) ?? '')))
}

function labels(names: readonly string[]): Uint32Array {
  const known = new Map<string, number>()
  for (const name of names) if (!known.has(name)) known.set(name, known.size)
  return Uint32Array.from(names, (name) => known.get(name) ?? 0)
}

/** The programme counts one person of a family of one, two of two to seven, three of more. */
function counted(size: number): number {
  return size <= 1 ? 1 : size <= 7 ? 2 : 3
}

/** For how many families of the roster the household found counts as many persons as the true one. */
function paidRightly(
  live: readonly Live[],
  truth: ReadonlyMap<string, readonly Truth[]>,
  truthOf: (each: Live) => Truth | undefined,
): { readonly share: number; readonly families: number } {
  const sizes = new Map<string, Set<string>>()
  const add = (household: string, person: string): void => {
    const members = sizes.get(household)
    if (members === undefined) sizes.set(household, new Set([person]))
    else members.add(person)
  }
  for (const { person, household } of [...truth.values()].flat()) add(`true ${household}`, person)
  for (const { person, household } of live) add(`found ${household ?? person}`, person)
  const roster = live.filter(({ source }) => source === 'bantu-umak')
  const right = roster.filter((each) => {
    const found = sizes.get(`found ${each.household ?? each.person}`)?.size ?? 1
    const wanted = sizes.get(`true ${truthOf(each)?.household ?? ''}`)?.size ?? 1
    return counted(found) === counted(wanted)
  })
  return { share: right.length / roster.length, families: roster.length }
}
