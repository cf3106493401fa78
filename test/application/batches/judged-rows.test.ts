import { test } from 'tap'
import { ContextReader } from '../../../src/application/active-model/read-context.js'
import { judgeByHand } from '../../../src/application/judgements/judge-by-hand.js'
import { pageJudgements } from '../../../src/application/judgements/page-judgements.js'
import { findPersonsOfRecords } from '../../../src/storage/linkage/live-records.js'
import sql from 'sql-template-tag'
import { notRefused } from '../../support/batches/process-batch.js'
import { recipients, roster, type RosterRow } from '../../support/batches/rosters.js'
import { ListRegistry } from '../../support/registry/list-registry.js'
import { judge } from '../../support/registry/perform.js'
import { JUDGE, recordWith } from '../../support/registry/review-registry.js'
import { put } from '../../support/registry/test-registry.js'

const OTHERS = recipients(12)
const NAMESAKE: RosterRow = {
  nama_penerima: 'ABDUL MUTHOLIB',
  tanggal_lahir: '19/11/1958',
  jenis_kelamin: 'L',
  kode_desa: '16.06.03.2005',
  no_rekening: '7182099001',
}
const REGISTERED = recordWith('dtks', 'D-77', {
  name: 'ABDUL MUTHOLIB',
  dob: '1958-11-19',
  sex: 'L',
  nik: '1606031911580002',
  kk: '1606030203040007',
  village_code: '16.06.03.2005',
})

const COURSES: readonly { readonly name: string; readonly row: RosterRow; readonly isStale: boolean }[] = [
  { name: 'another account', row: { ...NAMESAKE, no_rekening: '9001230004' }, isStale: false },
  { name: 'the row as before', row: NAMESAKE, isStale: false },
  {
    name: 'another form',
    row: { ...NAMESAKE, tanggal_lahir: '1958-11-19', no_rekening: "'7182099001" },
    isStale: false,
  },
  { name: 'a family card', row: { ...NAMESAKE, no_kk: '1606031405160009' }, isStale: true },
]

test('a judgement on a row of a list holds through its corrections, or is stale where the person is concerned', async (t) => {
  const list = await ListRegistry.open(t, 'bantu-umak')
  const { registry, database } = list.testRegistry
  const { secret, now } = registry
  await list.send(roster([NAMESAKE, ...OTHERS]))
  await list.testRegistry.link([put(REGISTERED)])
  const { record, key } = await list.standing('ABDUL MUTHOLIB')
  const judging = { database, reader: new ContextReader(registry), secret, now }
  const named: [[string, string], [string, string]] = [
    [list.source, key],
    ['dtks', 'D-77'],
  ]
  const judgement = { subject: 'pair', verdict: 'different', records: named } as const
  notRefused(await judge(judging, judgeByHand, { ...JUDGE, judgement }))
  await list.testRegistry.settle()
  for (const { name, row, isStale } of COURSES) {
    await list.send(roster([...OTHERS, row]))
    const persons = await findPersonsOfRecords(database.conn, [record, REGISTERED.id])
    t.equal(new Set(persons.values()).size, 2, `${name}: two persons`)
    const { items } = await pageJudgements(database.conn, { area: undefined, limit: 10 })
    t.match(items, [{ verdict: 'different', is_live: true }], name)
    const stale = await database.conn.read(sql`
      SELECT FROM conflicts WHERE kind = 'judgement_stale' AND state = 'open'`)
    t.equal(stale.length, isStale ? 1 : 0, name)
  }
  t.same(await list.testRegistry.violations(), [])
})
