import { test } from 'tap'
import { markdownTable, shareText } from '../../../src/tools/numbers/markdown-table.js'
import { measureLists } from '../../../src/tools/numbers/measure-lists.js'
import { parseNumberOptions, TABLES, type Table } from '../../../src/tools/numbers/number-options.js'
import { printNumbers } from '../../../src/tools/numbers/print-numbers.js'
import { QUALITY_HEADER, QUALITY_LISTS, qualityRow } from '../../../src/tools/numbers/quality-table.js'
import { pageText } from '../../support/readme/pages.js'

const PAGE = pageText('docs/numbers.md')

/** The header of a table of the page: the columns, whatever their width. */
function columnsOf(line: string): string {
  return line.replaceAll(/ +/g, ' ')
}

function isOnPage(header: string): boolean {
  return PAGE.split('\n').some((line) => columnsOf(line) === columnsOf(header))
}

test('a table is aligned, with four decimals of each share', async (t) => {
  const table = markdownTable(
    ['family', 'n'],
    [
      ['plain', '1'],
      ['of the field', '12,000'],
    ],
  )
  t.same(table.trimEnd().split('\n'), [
    '| family       | n      |',
    '| ------------ | ------ |',
    '| plain        | 1      |',
    '| of the field | 12,000 |',
  ])
  t.same([0.99806, 1, 0, null].map(shareText), ['.9981', '1.0000', '.0000', '-'])
})

test('every table can be printed, with the columns that it has on the numbers page', async (t) => {
  const rowsOf: Record<Exclude<Table, 'quality'>, (rows: number) => boolean> = {
    calibration: (rows) => rows === 18,
    kinds: (rows) => rows > 20,
    traits: (rows) => rows > 5,
  }
  for (const [table, isWhole] of Object.entries(rowsOf) as [Exclude<Table, 'quality'>, (rows: number) => boolean][]) {
    const [header = '', rule = '', ...rows] = (await printNumbers({ table, records: 800 })).trimEnd().split('\n')
    t.ok(isOnPage(header), `${table}: ${header}`)
    t.match(rule, /^(\| -+ )+\|$/, table)
    t.ok(isWhole(rows.length), `${table}: ${rows.length} rows`)
    t.ok(rows.every((row) => row.length === header.length && !/NaN|undefined/.test(row)))
  }
  const lists = { family: 'field', records: 800, dirt: 2 } as const
  const [header = '', , row = ''] = markdownTable(QUALITY_HEADER, [qualityRow(lists, await measureLists(lists))]).split(
    '\n',
  )
  t.ok(isOnPage(header), header)
  t.match(
    columnsOf(row),
    /^\| field \| 800 \| 2 \| (1?\.\d{4} \| ){3}\d+\.\d\d \| (1?\.\d{4} \| ){2}\d+\.\d \| \d+\.\d \| 0\.\d+ GB \|$/,
  )
  for (const table of TABLES) t.match(PAGE, new RegExp(`numbers -- --table ${table}\\b`), `the command for ${table}`)
})

test('the rows of quality are those of the page', async (t) => {
  const rows = PAGE.split('\n').map(columnsOf)
  for (const { family, records, dirt } of QUALITY_LISTS) {
    const start = `| ${family} | ${records.toLocaleString('en')} | ${dirt} |`
    t.ok(
      rows.some((row) => row.startsWith(start)),
      start,
    )
  }
})

test('unknown tables and sizes are refused', async (t) => {
  for (const args of [[], ['--table', 'speed'], ['--table', 'quality', '--records', '0'], ['--records', '5']]) {
    t.throws(() => parseNumberOptions(args), /usage: numbers/, args.join(' '))
  }
  t.same(parseNumberOptions(['--table', 'kinds', '--records', '50']), { table: 'kinds', records: 50 })
  t.same(parseNumberOptions(['--table', 'quality']), { table: 'quality', records: undefined })
})
