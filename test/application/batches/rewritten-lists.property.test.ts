import fc from 'fast-check'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { revertBatch } from '../../../src/application/batches/revert-batch.js'
import { judgePair } from '../../../src/application/judgements/judge-pair.js'
import { listJudgements } from '../../../src/storage/judgements/judgements.js'
import { notRefused } from '../../support/batches/process-batch.js'
import { recipients, roster, ROSTER_COLUMNS, type RosterRow } from '../../support/batches/rosters.js'
import { ListRegistry } from '../../support/registry/list-registry.js'
import { perform } from '../../support/registry/perform.js'
import { JUDGE, recordWith } from '../../support/registry/review-registry.js'
import { put } from '../../support/registry/test-registry.js'

const PEOPLE = recipients(14)

type Change = (row: RosterRow, by: number) => RosterRow

/** How an office corrects a value of a row. */
const CORRECTIONS: readonly Change[] = [
  (row, by) => ({ ...row, no_rekening: String(9_001_000_000 + by) }),
  (row, by) => ({
    ...row,
    no_rekening: String(9_001_000_000 + by),
    no_kk: `160603101212${String(3000 + (by % 6000))}`,
  }),
  (row, by) => ({ ...row, no_kk: `160603050707${String(3000 + (by % 6000))}` }),
  ({ nik = '', ...row }, by) => ({
    ...row,
    nik: `${nik.slice(0, 13)}${String((Number(nik[13]) + 1 + (by % 9)) % 10)}${nik.slice(14)}`,
  }),
  (row) => ({ ...row, nama_penerima: (row.nama_penerima ?? '').replaceAll('U', 'OE') }),
  ({ tanggal_lahir = '', ...row }, by) => ({ ...row, tanggal_lahir: `${tanggal_lahir.slice(0, 9)}${String(by % 10)}` }),
  (row, by) => ({ ...row, alamat: `LORONG ${1 + (by % 90)}` }),
]

/** How a program writes the same list. */
const FORMS: readonly Change[] = [
  (row) => row,
  ({ nik = '', no_kk = '', ...row }) => ({ ...row, nik: `'${nik}`, no_kk: `'${no_kk}` }),
  ({ tanggal_lahir = '', ...row }) => ({ ...row, tanggal_lahir: tanggal_lahir.split('/').toReversed().join('-') }),
  ({ no_rekening = '', nik = '', ...row }) => ({ ...row, nik: `${nik}.0`, no_rekening: `${no_rekening}.0` }),
  ({ nama_penerima = '', ...row }) => ({ ...row, nama_penerima: ` ${nama_penerima.toLowerCase()}  ` }),
]

interface Rewriting {
  readonly corrections: readonly (readonly [row: number, correction: number, by: number])[]
  readonly form: number
  readonly order: readonly number[]
  readonly hasColumnsReversed: boolean
  readonly isReverted: boolean
}

const places = PEOPLE.map((_, at) => at)
const rewritings: fc.Arbitrary<Rewriting> = fc.record({
  // At most one of a row, and a third of all rows: more is the list of other people.
  corrections: fc.uniqueArray(fc.tuple(fc.nat(PEOPLE.length - 1), fc.nat(CORRECTIONS.length - 1), fc.nat(99_999)), {
    maxLength: 5,
    selector: ([row]) => row,
  }),
  form: fc.nat(FORMS.length - 1),
  order: fc.shuffledSubarray(places, { minLength: places.length }),
  hasColumnsReversed: fc.boolean(),
  isReverted: fc.boolean(),
})

interface Place {
  readonly record: string
  readonly person: string
  readonly household: string | null
}

/** Where the people of the list stand, by their numbers, after a batch that had them in this order. */
async function placesOf({ testRegistry }: ListRegistry, batchId: string, order: readonly number[]): Promise<Place[]> {
  const rows = await testRegistry.database.conn.read<Place & { row: number }>(sql`
    SELECT s.batch_row::int AS row, l.record_id AS record, l.person_id AS person, p.household_id AS household
    FROM source_records s JOIN live_records l USING (record_id) JOIN persons p USING (person_id)
    WHERE s.batch_id = ${batchId} AND NOT EXISTS (
      SELECT FROM source_records o WHERE o.batch_id = s.batch_id AND o.batch_row = s.batch_row AND o.parted_from = s.record_id)`)
  if (rows.length !== order.length) throw new Error(`${rows.length} rows of ${order.length} stand in the registry`)
  const found: Place[] = []
  for (const { row, ...place } of rows) found[order[row - 1] ?? -1] = place
  return found
}

function rewritten(rows: readonly RosterRow[], { form, order, hasColumnsReversed }: Rewriting): string {
  const columns = hasColumnsReversed ? ROSTER_COLUMNS.toReversed() : ROSTER_COLUMNS
  return roster(
    order.map((at) => FORMS[form]?.(rows[at] ?? {}, at) ?? {}),
    columns,
  )
}

function corrected(rows: readonly RosterRow[], { corrections }: Rewriting): RosterRow[] {
  const changed = [...rows]
  for (const [row, correction, by] of corrections) changed[row] = CORRECTIONS[correction]?.(rows[row] ?? {}, by) ?? {}
  return changed
}

/** The person of each record, as sets, whatever the ids of the persons are. */
function partition(owners: ReadonlyMap<string, string>): string {
  const groups = new Map<string, string[]>()
  for (const [record, owner] of owners) groups.set(owner, [...(groups.get(owner) ?? []), record])
  return [...groups.values()]
    .map((records) => records.sort().join())
    .sort()
    .join(' ')
}

async function owners({ testRegistry }: ListRegistry): Promise<ReadonlyMap<string, string>> {
  const rows = await testRegistry.database.conn.read<{ record: string; person: string }>(
    sql`SELECT record_id AS record, person_id AS person FROM live_records ORDER BY 1`,
  )
  return new Map(rows.map(({ record, person }) => [record, person]))
}

/** Another list holds every second person; a steward judges half of these pairs to be different. */
async function judgeSome(list: ListRegistry, people: readonly Place[]): Promise<(readonly [string, string])[]> {
  const judged: (readonly [string, string])[] = []
  for (const [at, { record }] of people.entries()) {
    if (at % 2 === 1) continue
    const { nama_penerima: name = '', nik = '', no_kk: kk = '', tanggal_lahir = '' } = PEOPLE[at] ?? {}
    const dob = tanggal_lahir.split('/').toReversed().join('-')
    const other = recordWith('dtks', String(at), { name, nik, kk, dob, sex: 'L', village_code: '16.06.03.2005' })
    await list.testRegistry.link([put(other)])
    if (at % 4 !== 0) continue
    judged.push([record, other.id])
    const order = { ...JUDGE, verdict: 'different', records: [record, other.id] } as const
    notRefused(await perform(list.testRegistry.registry, judgePair, order))
    await list.testRegistry.settle()
  }
  return judged
}

async function isStale({ testRegistry }: ListRegistry, records: readonly string[]): Promise<boolean> {
  const rows = await testRegistry.database.conn.read(sql`
    SELECT FROM conflicts WHERE kind = 'judgement_stale' AND state = 'open' AND record_ids @> ${`{${records.join()}}`}::uuid[]`)
  return rows.length > 0
}

test('however a list is rewritten, no judgement is lost, and no id of a person whose rows are all there changes', async (t) => {
  const list = await ListRegistry.open(t, 'bantu-umak')
  const { registry } = list.testRegistry
  const histories = fc.array(rewritings, { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      await list.clear()
      const first = await list.send(roster(PEOPLE))
      const people = await placesOf(list, first.id, places)
      const judged = await judgeSome(list, people)
      let rows: readonly RosterRow[] = PEOPLE
      let before = { owners: await owners(list), people: await placesOf(list, first.id, places) }
      for (const rewriting of history) {
        const sent = corrected(rows, rewriting)
        const batch = await list.send(rewritten(sent, rewriting))
        const { rejected, withdrawn } = batch.counts
        if (batch.state !== 'completed' || rejected + withdrawn > 0)
          throw new Error(`${batch.state} ${JSON.stringify(batch.counts)}`)
        const after = { owners: await owners(list), people: await placesOf(list, batch.id, rewriting.order) }
        sameOrThrow(
          after.people.map(({ record }) => record),
          people.map(({ record }) => record),
        )
        if (partition(after.owners) === partition(before.owners)) {
          sameOrThrow([...after.owners], [...before.owners])
          sameOrThrow(after.people, before.people)
        }
        for (const [one, other] of judged) {
          const areOne = after.owners.get(one) === after.owners.get(other)
          if (areOne && !(await isStale(list, [one, other]))) throw new Error('A judgement is lost')
        }
        if (rewriting.isReverted) {
          notRefused(await perform(registry, revertBatch, { id: batch.id, by: 'admin' }))
          await list.testRegistry.settle()
          sameOrThrow([...(await owners(list))], [...before.owners])
        } else {
          rows = sent
          before = after
        }
      }
      const judgements = await listJudgements(registry.database.conn, { limit: 50 })
      sameOrThrow(judgements.length, judged.length)
      sameOrThrow(await list.testRegistry.violations(), [])
    }),
    { numRuns: 12, endOnFailure: true },
  )
})

/** tap's own comparison would be counted for every try of a property. */
function sameOrThrow(found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`Not as wanted: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`)
}
