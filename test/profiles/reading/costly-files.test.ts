import { test } from 'tap'
import { canonical } from '../../../src/profiles/built-in/canonical.js'
import { sibangkit } from '../../../src/profiles/built-in/sibangkit.js'
import type { BatchForm, RowOutcome } from '../../../src/profiles/reading/read-rows.js'
import { inShort, readAll } from '../../support/profiles/read-all.js'

const MIB = 1 << 20
const HEADER = 'source_key,name,rt,dob,nik\n'

/** What a reading took of the processor, in seconds, and what it yielded. */
async function timed(read: () => Promise<RowOutcome[]>): Promise<{ outcomes: RowOutcome[]; seconds: number }> {
  const start = process.cpuUsage()
  const outcomes = await read()
  return { outcomes, seconds: process.cpuUsage(start).user / 1e6 }
}

test('30 MB of blank lines are counted, and cost next to nothing', async (t) => {
  for (const [line, lines] of [
    ['\n', 30 * MIB],
    ['\r\n', 15 * MIB],
    [',,,,\n', 6 * MIB],
  ] as const) {
    const file = Buffer.concat([Buffer.from(`${HEADER}A-1,SITI,,,\n`), Buffer.alloc(line.length * lines, line)])
    const form: BatchForm = {}
    const { outcomes, seconds } = await timed(() => readAll(file, canonical, { form }))
    t.same(inShort(outcomes), ['row 1'])
    t.match(form.reading?.passed_over, [{ kind: 'header' }, { kind: 'blank', count: lines, lines: [3, 4, 5] }])
    t.ok(seconds < 15, `${JSON.stringify(line)}: ${seconds} s`)
  }
})

test('a long row that comes in tiny pieces is not read again for each of them', async (t) => {
  const files: readonly (readonly [string, string])[] = [
    ['csv', `${HEADER}A-1,"${'x,'.repeat(200_000)}"\n`],
    ['ndjson', `{"source_key":"A-1","name":"SITI"}\n{"source_key":"A-2","name":"${'x'.repeat(400_000)}"}\n`],
    ['json', `[{"source_key":"A-1","name":"${'x'.repeat(400_000)}"}]`],
  ]
  for (const [format, file] of files) {
    const { seconds } = await timed(() => readAll(file, canonical, { chunk: 16 }))
    t.ok(seconds < 8, `${format}: ${seconds} s`)
  }
})

test('a field that is longer than any such value is refused by name before it is read', async (t) => {
  const long = ' '.repeat(30_000)
  const rows = [
    `A-1,SITI,"${long}x",,`,
    `A-2,"${'J'.repeat(501)}",,,`,
    `A-3,SITI,,"${'1-'.repeat(9000)}",`,
    'A-4,SITI,001,,',
  ]
  const { outcomes, seconds } = await timed(() => readAll(`${HEADER}${rows.join('\n')}\n`, canonical))
  t.match(outcomes, [
    { kind: 'rejection', line: 2, sourceKey: 'A-1', errors: [{ field: 'rt', code: 'FIELD_TOO_LONG' }] },
    { kind: 'rejection', line: 3, sourceKey: 'A-2', errors: [{ field: 'name', code: 'FIELD_TOO_LONG' }] },
    { kind: 'rejection', line: 4, sourceKey: 'A-3', errors: [{ field: 'dob', code: 'FIELD_TOO_LONG' }] },
    { kind: 'row', sourceKey: 'A-4' },
  ])
  t.ok(seconds < 2, `${seconds} s`)
  t.notMatch(JSON.stringify(outcomes.map((outcome) => (outcome.kind === 'row' ? [] : outcome.errors))), /JJJ/)
})

test('fields of documents have the same limits, also those of members', async (t) => {
  const overlong = 'Z'.repeat(501)
  const [flat] = await readAll(JSON.stringify({ source_key: 'A-1', name: 'SITI', birthplace: overlong }), canonical)
  t.match(flat, { kind: 'rejection', errors: [{ field: 'birthplace', code: 'FIELD_TOO_LONG' }] })
  const variant = sibangkit.variants.find(({ members }) => members !== undefined)
  const members = variant?.members ?? ''
  const nameColumn = variant?.columns.find(({ to, of }) => to === 'name' && of === undefined)?.names[0] ?? ''
  const required = variant?.columns.filter(({ to, of }) => of === 'household' && variant.required.includes(to)) ?? []
  const household = Object.fromEntries(required.map(({ names }) => [names[0] ?? '', '1606010101010001']))
  const document = { ...household, [members]: [{ [nameColumn]: overlong }] }
  const outcomes = await readAll(JSON.stringify([document]), sibangkit)
  t.match(outcomes[0], { kind: 'rejection' })
})

test('a row of separators does not grow when it is kept', async (t) => {
  const outcomes = await readAll(`${HEADER}${','.repeat(500_000)}x\n`, canonical)
  t.match(outcomes, [{ kind: 'rejection', errors: [{ code: 'ROW_RAGGED' }] }])
  t.ok(JSON.stringify(outcomes).length < 50_000)
})
