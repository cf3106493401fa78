import { test } from 'tap'
import { listBatchRejections } from '../../../src/application/batches/list-batch-rejections.js'
import { notRefused } from '../../support/batches/process-batch.js'
import { recipients, roster, type RosterRow } from '../../support/batches/rosters.js'
import { ListRegistry } from '../../support/registry/list-registry.js'

const [FIRST = {}, SECOND = {}, ...REST] = recipients(9)
const FILLER = '1606999999999999'

interface Repetition {
  readonly name: string
  readonly rows: readonly RosterRow[]
  /** The rejected rows by their line, the header being line 1. */
  readonly rejected: readonly (readonly [line: number, code: string, first: number])[]
  /** The lines of the rows that pay a recipient again. */
  readonly paidAgain?: readonly number[]
}

const REPETITIONS: readonly Repetition[] = [
  { name: 'the same row', rows: [FIRST, SECOND, FIRST], rejected: [[4, 'ROW_REPEATED', 2]] },
  {
    name: 'the same row written otherwise',
    rows: [FIRST, { ...FIRST, nik: `'${FIRST.nik ?? ''}`, nama_penerima: FIRST.nama_penerima?.toLowerCase() ?? '' }],
    rejected: [[3, 'KEY_REPEATED', 2]],
  },
  {
    name: 'another account',
    rows: [SECOND, FIRST, { ...FIRST, no_rekening: '9001230004' }],
    rejected: [],
    paidAgain: [4],
  },
  {
    name: 'another account and no NIK',
    rows: [FIRST, { ...FIRST, nik: '', no_rekening: '9001230004' }, SECOND],
    rejected: [],
    paidAgain: [3],
  },
  {
    name: 'another card and another account, and all three times',
    rows: [FIRST, { ...FIRST, no_kk: '1606030707070007' }, { ...FIRST, no_rekening: '9001230004' }, FIRST],
    rejected: [[5, 'ROW_REPEATED', 2]],
    paidAgain: [3, 4],
  },
  {
    name: 'namesakes born on one day, without numbers or with a filler',
    rows: ['7000000001', '7000000002'].flatMap((no_rekening) =>
      ['', FILLER].map((nik) => ({ ...FIRST, nik, no_kk: '', no_rekening: `${no_rekening}${nik.length}` })),
    ),
    rejected: [],
  },
  { name: 'husband and wife on one card', rows: [FIRST, { ...SECOND, no_kk: FIRST.no_kk ?? '' }], rejected: [] },
]

test('a recipient who stands twice in a list is told with the line of the first', async (t) => {
  const list = await ListRegistry.open(t, 'bantu-umak')
  for (const { name, rows, rejected, paidAgain = [] } of REPETITIONS) {
    for (const mode of ['snapshot', 'delta'] as const) {
      await list.clear()
      const batch = await list.send(roster([...rows, ...REST]), { mode })
      const read = rows.length + REST.length
      const accepted = read - rejected.length
      t.match(batch, { state: 'completed', counts: { read, accepted, unchanged: 0, rejected: rejected.length } }, name)
      const warned = batch.reading?.warnings.filter(({ code }) => code === 'RECIPIENT_REPEATED') ?? []
      const expected = paidAgain.length === 0 ? [] : [{ count: paidAgain.length, lines: paidAgain }]
      t.match(warned, expected, name)
      t.equal(warned.length, expected.length, name)
      const { items } = notRefused(await listBatchRejections(list.testRegistry.database.conn, batch.id, { limit: 10 }))
      t.match(
        items.map(({ line, errors }) => ({ line, errors })),
        rejected.map(([line, code, first]) => ({ line, errors: [{ code, detail: new RegExp(`line ${first}\\b`) }] })),
        name,
      )
      const again = await list.send(roster([...rows, ...REST]), { mode })
      t.match(again, { counts: { accepted: 0, unchanged: accepted, rejected: rejected.length, withdrawn: 0 } }, name)
    }
    t.same(await list.testRegistry.violations(), [])
  }
})
