import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type Test } from 'tap'
import { parseDemoOptions } from '../../../src/tools/demonstration/demo-options.js'
import { comparePayments, countedPersons } from '../../../src/tools/demonstration/payment-list.js'
import { formatPercent } from '../../../src/tools/demonstration/number-format.js'
import { withoutTap } from '../../support/processes/without-tap.js'

const program = join(import.meta.dirname, '../../../src/demo.js')
const SIZE = ['--households', '60', '--seed', '3']

interface RunningDemo {
  readonly child: ChildProcess
  readonly folder: string
  readonly text: () => string
  readonly ended: Promise<number | null>
}

async function startDemo(t: Test, args: readonly string[]): Promise<RunningDemo> {
  const folder = await mkdtemp(join(tmpdir(), 'padan-demo-test-'))
  await chmod(folder, 0o755)
  const child = spawn(...withoutTap(process.execPath, program, ...SIZE, ...args), {
    env: { ...process.env, TMPDIR: folder },
  })
  let text = ''
  child.stdout.on('data', (piece: Buffer) => {
    text += piece.toString()
  })
  child.stderr.pipe(process.stderr)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  t.teardown(async () => {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  })
  return { child, folder, text: () => text, ended }
}

/** Waits until the demonstration has printed how to continue. */
async function untilOpen(demo: RunningDemo): Promise<{ address: string; key: string }> {
  const isTold = /Ctrl-C/
  while (!isTold.test(demo.text())) {
    const news = await Promise.race([once(demo.child.stdout!, 'data'), demo.ended])
    if (!Array.isArray(news)) throw new Error('the demonstration ended before')
  }
  const address = /goes on at (\S+)/.exec(demo.text())?.[1] ?? ''
  return { address, key: /Key of the admin: (\S+)/.exec(demo.text())?.[1] ?? '' }
}

interface Link {
  readonly source: string
  readonly source_key: string
  readonly person_id: string | null
  readonly household_id: string | null
}

interface Person {
  readonly enrolments: readonly {
    readonly programme: string
    readonly basis: string
    readonly monthly_amount: number
  }[]
}

test('the demonstration shows the numbers of the API', async (t) => {
  const demo = await startDemo(t, [])
  const { address, key } = await untilOpen(demo)
  const ask = async (path: string): Promise<string> => {
    const response = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${key}` } })
    t.ok(response.ok, `${path.replaceAll(/[0-9a-f-]{36}/g, ':id')} answers`)
    return response.text()
  }
  const linesOf = async (path: string): Promise<Link[]> =>
    (await ask(path)).trim().split('\n').map((line) => JSON.parse(line) as Link) // prettier-ignore
  const links = await linesOf('/v1/exports/links')
  const listsOf = new Map<string, string[]>()
  for (const { person_id: id, source } of links) if (id !== null) listsOf.set(id, [...(listsOf.get(id) ?? []), source])
  const households = new Set(links.flatMap(({ household_id: id }) => id ?? []))
  const inSeveral = [...listsOf.values()].filter((lists) => new Set(lists).size > 1).length
  const twice = [...listsOf.values()].filter((lists) => new Set(lists).size < lists.length).length
  const waiting = (JSON.parse(await ask('/v1/statistics')) as { totals: { conflicts: number } }).totals.conflicts
  const text = demo.text()
  for (const line of [
    `${links.length} rows are about ${listsOf.size} persons in ${households.size} households.`,
    `${inSeveral} persons are in more than one list, ${listsOf.size - inSeveral} in one only.`,
    `${twice} persons stand more than once in one and the same list.`,
    `${waiting} wait;`,
  ])
    t.ok(text.replaceAll(/(\d),(\d)/g, '$1$2').includes(line), line)

  const payments = links.filter(({ source }) => source === 'bantu-umak')
  const paid = [...new Set(payments.flatMap(({ household_id: id }) => id ?? []))]
  let counted = 0
  for (const id of paid)
    counted += (JSON.parse(await ask(`/v1/households/${id}`)) as { counted_persons: number }).counted_persons
  let listed = 0
  for (const { person_id: id } of payments) {
    const { enrolments } = JSON.parse(await ask(`/v1/persons/${id ?? ''}`)) as Person
    listed += enrolments.find(({ basis }) => basis === 'roster')?.monthly_amount ?? 0
  }
  t.ok(payments.length > 0)
  const amount = new Intl.NumberFormat('en').format(listed)
  t.match(text, new RegExp(`as it is listed: +${payments.length} payments, \\d+ counted persons, Rp ${amount} a month`))
  t.ok(text.includes(`${paid.length} payments, ${counted} counted persons`), 'by household')
  const poorest = await fetch(`${address}/v1/households/search`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ area_code: '16', desil: [1], limit: 100 }),
  })
  const { items } = (await poorest.json()) as { items: { id: string }[] }
  const unpaid = items.filter(({ id }) => !paid.includes(id)).length
  t.ok(text.includes(`${unpaid} of the ${items.length} families in the poorest tenth get no payment`))
  const recipient = JSON.parse(await ask(`/v1/persons/${payments[0]?.person_id ?? ''}`)) as Person
  t.ok(recipient.enrolments.some(({ programme, basis }) => programme === 'Bantu Umak' && basis === 'roster'))

  t.match(text, /so it was judged/)
  const judgements = JSON.parse(await ask('/v1/judgements?limit=100')) as { items: unknown[] }
  t.ok(judgements.items.length > 0, 'the verdicts stand in the registry')
  t.notMatch(text, /\d{16}/, 'no NIK and no KK is shown')

  demo.child.kill('SIGINT')
  t.equal(await demo.ended, 0)
  t.same(await readdir(demo.folder), [], 'nothing is left')
  await t.rejects(fetch(address), 'the service has ended')
})

test('with --once the demonstration ends by itself', async (t) => {
  const demo = await startDemo(t, ['--once'])
  t.equal(await demo.ended, 0)
  t.match(demo.text(), /Bantu Umak by household/)
  t.notMatch(demo.text(), /Key of the admin/)
  const [, right = '0', found = '0'] = /Of all links ([\d.]+) % are right, and ([\d.]+) %/.exec(demo.text()) ?? []
  t.ok(Number(right) > 99, `${right} % are right`)
  t.ok(Number(found) > 95, `${found} % are found`)
  t.same(await readdir(demo.folder), [], 'nothing is left')
})

test('a family is counted as Bantu Umak counts it', async (t) => {
  const cases = [[0, 0], [1, 1], [2, 2], [7, 2], [8, 3], [10, 3]] // prettier-ignore
  for (const [size = 0, counted] of cases) t.equal(countedPersons(size), counted, `${size} persons`)
})

test('over- and underpayment of a family follow from its members, at the sums of the roster', async (t) => {
  const payment = (household: string | null, listedSize: number, monthlyAmount: number) =>
    ({ household, listedSize, monthlyAmount, isDead: household === null }) // prettier-ignore
  const payments = [
    payment('as listed', 4, 650_000),
    payment('grown', 1, 225_000),
    payment('shrunk', 8, 975_000),
    payment('paid twice', 3, 650_000),
    payment('paid twice', 1, 325_000),
    payment(null, 2, 450_000),
  ]
  const sizes = new Map([['as listed', 5], ['grown', 3], ['shrunk', 6], ['paid twice', 3]]) // prettier-ignore
  t.match(comparePayments(payments, sizes), {
    asListed: { payments: 6, countedPersons: 2 + 1 + 3 + 2 + 1 + 2, monthlyAmount: 3_275_000 },
    byHousehold: { payments: 4, countedPersons: 8, monthlyAmount: 650_000 + 450_000 + 650_000 + 650_000 },
    paidTooMuch: { households: 2, monthlyAmount: 325_000 + 325_000 },
    paidTooLittle: { households: 1, monthlyAmount: 225_000 },
    deadRecipients: 1,
  })
})

test('shares are rounded to the worse side', async (t) => {
  t.equal(formatPercent(0.99999), '99.99 %')
})

test('invalid sizes are refused in one sentence', async (t) => {
  for (const args of [['--households', '0'], ['--households', 'many'], ['--seed', '-1'], ['--rows', '5'], ['5']]) {
    t.throws(() => parseDemoOptions(args), { message: /usage: demo/ }, args.join(' '))
  }
  t.same(parseDemoOptions(['--once', '--households', '20']), { households: 20, seed: 1606, isOnce: true })
})
