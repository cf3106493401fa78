import { test } from 'tap'
import { type BatchForm, type ReadRow } from '../../../src/profiles/reading/read-rows.js'
import { dtsen } from '../../../src/profiles/built-in/dtsen.js'
import { readAll } from '../../support/profiles/read-all.js'

const HEADER = 'id_individu|nik|nomor_kartu_keluarga|nama|tanggal_lahir'
const RECEIVED = new Date('2026-11-30T22:00:00Z')

async function read(dates: readonly string[], form: BatchForm = {}): Promise<readonly ReadRow[]> {
  const rows = dates.map((date, at) => `F-${at}|-|7902075103010009|DEWI LESTARI|${date}\n`)
  return (await readAll(`${HEADER}\n${rows.join('')}`, dtsen, { receivedAt: RECEIVED, form })) as ReadRow[]
}

test('birth dates after the day of receipt are marked and told, and no others', async (t) => {
  const form: BatchForm = {}
  const rows = await read(['1988-03-09', '2026-12-01', '2026-12-02', '2035-06-15', 'lupa', '31/12/2099', ''], form)
  t.same(
    rows.map(({ facts }) => facts.future?.join() ?? ''),
    ['', '', 'dob', 'dob', '', 'dob', ''],
    'in the east of Indonesia it is the first of December',
  )
  t.match(
    form.reading?.warnings.filter(({ code }) => code === 'DATES_IN_FUTURE'),
    [{ count: 3, lines: [4, 5, 7] }],
  )
})

test('without a day of receipt nothing is in the future', async (t) => {
  const [row] = (await readAll(`${HEADER}\nF-1|-|-|DEWI LESTARI|2035-06-15\n`, dtsen, {})) as ReadRow[]
  t.equal(row?.facts.future, undefined)
})
