import { readdirSync } from 'node:fs'
import { test } from 'tap'
import { parseDemoOptions } from '../../src/demonstration/demo-options.js'
import { demonstrate } from '../../src/demonstration/demonstrate.js'
import { countAcrossLists } from '../../src/demonstration/list-counts.js'

test('the demonstration leaves seven lists and tells what it did', async (t) => {
  const folder = t.testdir()
  const text = await demonstrate({ households: 150, seed: 3, folder })
  t.same(readdirSync(folder).sort(), [
    'bantu-umak.csv',
    'disdukcapil.csv',
    'dtks.csv',
    'dtsen.csv',
    'flat.csv',
    'muba-survei.ndjson',
    'p3ke.csv',
    'sibangkit.ndjson',
    'truth.csv',
  ])
  t.match(text, /They are [\d,]+ persons/)
  t.match(text, /same name, spelt differently/)
  const [, right = '0', found = '0'] = /by itself ([\d.]+) % are right, and it found ([\d.]+) %/.exec(text) ?? []
  t.ok(Number(right) > 99, `${right} % are right`)
  t.ok(Number(found) > 97, `${found} % are found`)
})

test('persons are counted by the lists that name them', async (t) => {
  const sources = ['dtks', 'dtks', 'p3ke', 'dtsen', 'dtks', 'dtks']
  const clusterOf = Uint32Array.from([0, 1, 0, 3, 4, 4])
  t.same(countAcrossLists(sources, clusterOf), { persons: 4, inSeveralLists: 1, twiceInOneList: 1 })
})

test('sizes that make no sense are refused in a sentence', async (t) => {
  for (const args of [['--households', '0'], ['--households', 'many'], ['--seed', '-1'], ['--rows', '5'], ['5']]) {
    t.throws(() => parseDemoOptions(args, 'demo'), { message: /usage: demo/ }, args.join(' '))
  }
  t.same(parseDemoOptions(['--households', '20'], 'demo'), { households: 20, seed: 1606, folder: 'demo' })
})
