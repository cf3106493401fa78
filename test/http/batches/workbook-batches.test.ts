import { test } from 'tap'
import { client } from '../../support/http/client.js'
import { addSource, finishedBatch, sendBatch } from '../../support/http/send-batch.js'
import { testService } from '../../support/http/test-service.js'
import { type SheetCell, writeWorkbook } from '../../support/profiles/write-workbook.js'

const HEADER = ['NIK', 'NO_KK', 'NAMA_LGKP', 'TGL_LHR', 'JENIS_KLMIN', 'STAT_HBKEL', 'ALAMAT']

interface Link {
  readonly source_key: string
  readonly person_id: string
  readonly household_id: string
}

/** Two families of three, with the KK of each member as given. */
function families(kkOf: (family: number, member: number) => SheetCell): SheetCell[][] {
  return [
    ['DADANG', 'ROHAYATI', 'NENDEN'],
    ['KOSASIH', 'TITIN', 'ASEP'],
  ].flatMap((names, family) =>
    names.map((name, member) => {
      const relation = ['KEPALA KELUARGA', 'ISTRI', 'ANAK'][member] ?? ''
      const day = member === 0 ? 12 + family : member === 1 ? 52 + family : 22 + family
      const year = member === 2 ? 99 : 70 + family
      const nik = `320501${day}06${year}000${member + 1}`
      const born = `${day > 40 ? day - 40 : day}-06-19${year}`
      return [nik, kkOf(family, member), name, born, member === 1 ? 'P' : 'L', relation, 'KP. CIKOLE']
    }),
  )
}

test('a family whose card is merged over its members is one household', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call, 'warga', { profile: 'disdukcapil' })
  const rows = [HEADER, ...families((family, member) => (member === 0 ? `320501120611000${family + 1}` : ''))]
  const file = writeWorkbook([{ name: 'KK', rows, merges: ['B2:B4', 'B5:B7'] }])
  await finishedBatch(call, await sendBatch(call, file))
  const links = linksIn((await call.get('/v1/exports/links')).text)
  t.equal(new Set(links.map(({ person_id }) => person_id)).size, 6)
  t.equal(new Set(links.map(({ household_id }) => household_id)).size, 2)
})

test('families whose card numbers a spreadsheet cut to the same 15 digits are not one household', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call, 'warga', { profile: 'disdukcapil' })
  // Numbers 3205011206110011 and 3205011206110014, as a spreadsheet keeps them.
  const rows = [HEADER, ...families(() => 3205011206110010)]
  const done = await finishedBatch(call, await sendBatch(call, writeWorkbook([{ name: 'Data', rows }])))
  t.match(done.body, {
    state: 'completed',
    reading: { warnings: [{ code: 'NUMBERS_CUT', column: 'NO_KK', count: 6 }] },
  })
  const links = linksIn((await call.get('/v1/exports/links')).text)
  t.ok(new Set(links.map(({ household_id }) => household_id)).size > 1, 'not one household of both families')
})

function linksIn(text: string): readonly Link[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Link)
}
