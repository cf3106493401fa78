import { test } from 'tap'
import { recipients, roster, ROSTER_COLUMNS, type RosterRow } from '../../support/batches/rosters.js'
import { ListRegistry, type Standing } from '../../support/registry/list-registry.js'

const OTHERS = recipients(20)
const RECIPIENT: RosterRow = {
  nama_penerima: 'ZAINAL ABIDIN',
  nik: '1606031403690002',
  no_kk: '1606030205110017',
  tanggal_lahir: '14/03/1969',
  jenis_kelamin: 'L',
  kode_desa: '16.06.03.2005',
  alamat: 'DUSUN II NO 8',
  no_rekening: '7182055501',
}
const BARE: RosterRow = { ...RECIPIENT, nik: '', no_kk: '', alamat: '' }

interface Course {
  readonly name: string
  readonly before: RosterRow
  readonly after: RosterRow
}

const CORRECTIONS: readonly Course[] = [
  { name: 'account', before: RECIPIENT, after: { ...RECIPIENT, no_rekening: '9001230004' } },
  { name: 'account of a row without numbers', before: BARE, after: { ...BARE, no_rekening: '9001230004' } },
  { name: 'digit of the NIK', before: RECIPIENT, after: { ...RECIPIENT, nik: '1606031403690012' } },
  { name: 'whole NIK', before: RECIPIENT, after: { ...RECIPIENT, nik: '1671051403690005' } },
  { name: 'NIK that was missing', before: { ...RECIPIENT, nik: '' }, after: RECIPIENT },
  { name: 'family card', before: RECIPIENT, after: { ...RECIPIENT, no_kk: '1606031211230004' } },
  { name: 'spelling of the name', before: RECIPIENT, after: { ...RECIPIENT, nama_penerima: 'JAINAL ABIDIN' } },
  { name: 'name in full', before: { ...RECIPIENT, nama_penerima: 'ZAINAL' }, after: RECIPIENT },
  { name: 'day and month', before: RECIPIENT, after: { ...RECIPIENT, tanggal_lahir: '03/04/1969' } },
  { name: 'birth date that was wrong', before: { ...RECIPIENT, tanggal_lahir: '01/07/1975' }, after: RECIPIENT },
  {
    name: 'account and name of a row with a family card',
    before: { ...RECIPIENT, nik: '' },
    after: { ...RECIPIENT, nik: '', nama_penerima: 'ZAENAL ABIDIN', no_rekening: '9001230004' },
  },
]

test('a row stays the same record when a full list corrects a value of it', async (t) => {
  const list = await ListRegistry.open(t, 'bantu-umak')
  for (const { name, before, after } of CORRECTIONS) {
    await list.clear()
    await list.send(roster([before, ...OTHERS]))
    const standing = await list.standing(before.nama_penerima ?? '')
    const batch = await list.send(roster([...OTHERS.toReversed(), after]))
    t.match(batch, { state: 'completed', counts: { accepted: 1, unchanged: OTHERS.length, withdrawn: 0 } }, name)
    t.same(await list.standing(after.nama_penerima ?? ''), standing, name)
    const again = await list.send(roster([after, ...OTHERS]))
    t.match(again, { counts: { accepted: 0, unchanged: OTHERS.length + 1, withdrawn: 0 } }, name)
    t.same(await list.testRegistry.violations(), [])
  }
})

const WIFE = { ...RECIPIENT, nama_penerima: 'MARYATI', nik: '1606036509720001', tanggal_lahir: '25/09/1972' }
const NAMESAKE_DAY = { ...BARE, nama_penerima: 'SITI AMINAH', tanggal_lahir: '01/07/1960', jenis_kelamin: 'P' }

const SUCCESSIONS: readonly Course[] = [
  { name: 'the spouse', before: RECIPIENT, after: { ...WIFE, jenis_kelamin: 'P' } },
  { name: 'the spouse, both without a NIK', before: { ...RECIPIENT, nik: '' }, after: { ...WIFE, nik: '' } },
  {
    name: 'a twin',
    before: { ...RECIPIENT, nama_penerima: 'HASAN BASRI' },
    after: { ...RECIPIENT, nama_penerima: 'HUSIN BASRI', nik: '1606031403690003' },
  },
  {
    name: 'a twin with a name of almost the same letters',
    before: { ...RECIPIENT, nama_penerima: 'SYAHRUDIN' },
    after: { ...RECIPIENT, nama_penerima: 'SYAHRUDDIN A', nik: '1606031403690003' },
  },
  {
    name: 'a son of the same name',
    before: RECIPIENT,
    after: { ...RECIPIENT, nik: '1606032206950001', tanggal_lahir: '22/06/1995' },
  },
  {
    name: 'a namesake who has the same default date',
    before: NAMESAKE_DAY,
    after: { ...NAMESAKE_DAY, no_rekening: '9001230004' },
  },
  {
    name: 'a namesake with a number of their own',
    before: { ...RECIPIENT, no_kk: '', alamat: '' },
    after: { ...RECIPIENT, no_kk: '', alamat: '', nik: '1607081403690044', no_rekening: '9001230004' },
  },
]

test('a recipient who is replaced by another person is another record', async (t) => {
  const list = await ListRegistry.open(t, 'bantu-umak')
  for (const { name, before, after } of SUCCESSIONS) {
    await list.clear()
    await list.send(roster([before, ...OTHERS]))
    const standing = await list.standing(before.nama_penerima ?? '')
    const batch = await list.send(roster([after, ...OTHERS]))
    t.match(batch, { counts: { accepted: 1, unchanged: OTHERS.length, withdrawn: 1 } }, name)
    t.not((await list.standing(after.nama_penerima ?? '')).record, standing.record, name)
  }
})

test('recipients who swap accounts, or get the numbers of each other back, stay the same records', async (t) => {
  const list = await ListRegistry.open(t, 'bantu-umak')
  for (const column of ['no_rekening', 'nik', 'no_kk'] as const) {
    await list.clear()
    const [first = {}, second = {}, ...rest] = OTHERS
    await list.send(roster(OTHERS))
    const before = await list.standings()
    const swapped = [
      { ...first, [column]: second[column] },
      { ...second, [column]: first[column] },
    ]
    t.match(await list.send(roster([...rest, ...swapped])), { counts: { accepted: 2, withdrawn: 0 } })
    t.same(await list.standings(), before, column)
  }
})

test('rows that could be each other are not guessed at', async (t) => {
  const list = await ListRegistry.open(t, 'bantu-umak')
  const twice = (accounts: readonly string[]): RosterRow[] => accounts.map((no_rekening) => ({ ...BARE, no_rekening }))
  await list.send(roster([...twice(['7000000001', '7000000002']), ...OTHERS]))
  const one = await list.send(roster([...twice(['7000000001', '7000000009']), ...OTHERS]))
  t.match(one, { counts: { accepted: 1, withdrawn: 0 } }, 'the account of one of them is known')
  const both = await list.send(roster([...twice(['8000000001', '8000000002']), ...OTHERS]))
  t.match(both, { counts: { accepted: 2, withdrawn: 2 } })
})

test('a delta finds the record that it corrects by numbers, house or mother, not by name, day and village alone', async (t) => {
  const list = await ListRegistry.open(t, 'bantu-umak')
  await list.send(roster([RECIPIENT, ...OTHERS]))
  const standing = await list.standing('ZAINAL ABIDIN')
  const sent = await list.send(roster([{ ...RECIPIENT, nik: '1606031403690012' }]), { mode: 'delta' })
  t.match(sent, { counts: { accepted: 1, withdrawn: 0 } })
  t.same(await list.standing('ZAINAL ABIDIN'), standing)
  await list.send(roster([{ ...BARE, no_rekening: '9001230004' }]), { mode: 'delta' })
  t.equal((await list.standings()).get('ZAINAL ABIDIN')?.length, 2)
})

test('a full list that another program wrote withdraws nobody and changes no id', async (t) => {
  const list = await ListRegistry.open(t, 'bantu-umak')
  await list.send(roster(OTHERS))
  const before = await list.standings()
  const dateOf = ({ tanggal_lahir = '' }: RosterRow): string => tanggal_lahir.split('/').reverse().join('-')
  const change = (row: RosterRow, form: (text: string, column: string) => string): RosterRow =>
    Object.fromEntries(Object.entries(row).map(([column, text]) => [column, form(text, column)]))
  const numbers = ['nik', 'no_kk', 'no_rekening']
  const forms: Readonly<Record<string, RosterRow[]>> = {
    apostrophes: OTHERS.map((row) => change(row, (text, column) => (numbers.includes(column) ? `'${text}` : text))),
    'ISO dates': OTHERS.map((row) => ({ ...row, tanggal_lahir: dateOf(row) })),
    'dotted dates': OTHERS.map((row) => ({ ...row, tanggal_lahir: (row.tanggal_lahir ?? '').replaceAll('/', '.') })),
    'numbers as floats': OTHERS.map((row) =>
      change(row, (text, column) => (numbers.includes(column) ? `${text}.0` : text)),
    ),
    quotes: OTHERS.map((row) => change(row, (text) => `"${text}"`)),
    'small letters': OTHERS.map((row) => ({ ...row, nama_penerima: (row.nama_penerima ?? '').toLowerCase() })),
    padding: OTHERS.map((row) => change(row, (text) => `  ${text} `)),
    'blank words': OTHERS.map((row) => ({ ...row, alamat: '-' })),
  }
  for (const [name, rows] of Object.entries(forms)) {
    t.match(
      await list.send(roster(rows.toReversed())),
      { state: 'completed', counts: { withdrawn: 0, rejected: 0 } },
      name,
    )
    t.same(recordsOf(await list.standings()), recordsOf(before), name)
  }
  const columns = ROSTER_COLUMNS.toReversed().filter((column) => column !== 'no')
  t.match(await list.send(roster(OTHERS, columns)), { counts: { withdrawn: 0 } })
  t.same(await list.standings(), before)
})

function recordsOf(standings: ReadonlyMap<string, readonly Standing[]>): string[] {
  return [...standings.values()]
    .flat()
    .map(({ record }) => record)
    .sort()
}
