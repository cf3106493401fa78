import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { ALL_LISTS, FLAT_LISTS } from '../../../src/tools/synthetic/lists/all-lists.js'
import { generateRecords } from '../../../src/tools/synthetic/records.js'
import { writeLists } from '../../../src/tools/synthetic/write-lists.js'

const OPTIONS = { seed: 51, records: 4000 }

function contents(directory: string): Record<string, string> {
  return Object.fromEntries(readdirSync(directory).map((file) => [file, readFileSync(join(directory, file), 'utf8')]))
}

test('the same seed writes the same bytes, and truth and flat have the same records', async (t) => {
  const directory = t.testdir()
  const [first, second] = [join(directory, 'a'), join(directory, 'b')]
  const written = await writeLists(generateRecords(OPTIONS), ALL_LISTS, first)
  await writeLists(generateRecords(OPTIONS), ALL_LISTS, second)
  const files = contents(first)
  t.same(contents(second), files)
  t.same(Object.keys(files).sort(), ALL_LISTS.map(({ file }) => file).sort())
  const ids = (file: string): string[] =>
    files[file]!.trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]!)
  t.same(ids('truth.csv'), ids('flat.csv'))
  t.equal(ids('flat.csv').length, 4000)
  t.equal(written.records, 4000)
})

test('the counts are those of the records', async (t) => {
  const written = await writeLists(generateRecords(OPTIONS), FLAT_LISTS, t.testdir())
  const records = [...generateRecords(OPTIONS)]
  t.equal(written.persons, new Set(records.map(({ personId }) => personId)).size)
  t.equal(written.households, new Set(records.map(({ householdIdThen }) => householdIdThen)).size)
  t.equal(
    Object.values(written.sources).reduce((sum, count) => sum + count, 0),
    4000,
  )
})
