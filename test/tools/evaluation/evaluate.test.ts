import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { FLAT_LISTS, LABEL_LISTS } from '../../../src/tools/synthetic/lists/all-lists.js'
import { generateRecords } from '../../../src/tools/synthetic/records.js'
import type { Evaluation } from '../../../src/tools/evaluation/run-evaluation.js'
import { writeLists } from '../../../src/tools/synthetic/write-lists.js'
import { foreignLists } from '../../support/evaluation/foreign-records.js'
import { runEvaluate } from '../../support/evaluation/run-evaluate.js'

const FIELDS =
  'records persons truePairs precision recall f1 reviewPairs recallWithReview blockedPairs pairCompleteness trainSeconds linkSeconds peakRssMb'
/** What stands after those: a share, and a table of bins. */
const MORE = ['reviewRight', 'calibration']
const SHARES = ['precision', 'recall', 'f1', 'recallWithReview', 'pairCompleteness']
const RECORDS = 1500
const LISTS = ['--records', 'flat.csv', '--truth', 'truth.csv']

type Measures = Readonly<Record<string, number>>

/** Runs the command, which must succeed and say nothing on stderr, and reads what it prints. */
async function evaluate(folder: string, args: readonly string[]): Promise<Measures> {
  const { code, stdout, stderr } = await runEvaluate(folder, args)
  if (code !== 0 || stderr !== '') throw new Error(`evaluate ended with ${String(code)}: ${stderr}`)
  return JSON.parse(stdout) as Measures
}

/** What one run and another must have in common: all but the times and the memory. */
function withoutCosts(measures: Measures): Measures {
  return { ...measures, trainSeconds: 0, linkSeconds: 0, peakRssMb: 0 }
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}

/** The records of each cluster of a links file. */
function clustersOf(links: string): string[][] {
  const clusters = new Map<string, string[]>()
  for (const line of links.trim().split('\n').slice(1)) {
    const [record = '', cluster = ''] = line.split(',')
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), record])
  }
  return [...clusters.values()]
}

test('evaluate prints one JSON object with its fields and nothing else, and writes the links', async (t) => {
  const folder = t.testdir()
  await writeLists(generateRecords({ seed: 98, records: RECORDS }), FLAT_LISTS, folder)
  const measures = await evaluate(folder, [...LISTS, '--links', 'links.csv', '--save-model', 'model.json'])
  t.strictSame(Object.keys(measures), [...FIELDS.split(' '), ...MORE])
  t.ok(FIELDS.split(' ').every((field) => Number.isFinite(measures[field])))
  t.ok(SHARES.every((share) => measures[share]! >= 0 && measures[share]! <= 1))
  t.equal(measures['records'], RECORDS)
  t.equal(measures['trainSeconds'], 0, 'the built-in model needs no training')
  t.ok(measures['f1']! > 0.97, `F1 ${measures['f1']!}`)
  t.ok(measures['recallWithReview']! >= measures['recall']!)
  t.ok(measures['peakRssMb']! > 20 && measures['peakRssMb']! < 1000)

  const links = read(folder, 'links.csv')
  t.match(links, /^record_id,cluster_id\n0,0\n/)
  t.equal(links.split('\n').length, RECORDS + 2)
  t.equal(clustersOf(links).length, measures['persons'])

  await t.test('a saved model links like the model that was saved', async (t) => {
    const again = await evaluate(folder, [...LISTS, '--model', 'model.json', '--links', 'again.csv'])
    t.strictSame(withoutCosts(again), withoutCosts(measures))
    t.equal(read(folder, 'again.csv'), links)
  })

  await t.test('--model train trains without labels, and its model can be used again', async (t) => {
    const train = [...LISTS, '--model', 'train', '--links', 'trained.csv', '--save-model', 'trained.json']
    const trained = await evaluate(folder, train)
    t.ok(trained['trainSeconds']! > 0)
    t.ok(trained['f1']! > 0.95, `F1 ${trained['f1']!}`)
    const again = await evaluate(folder, [...LISTS, '--model', 'trained.json', '--links', 'retrained.csv'])
    t.strictSame(withoutCosts(again), withoutCosts(trained))
    t.equal(read(folder, 'retrained.csv'), read(folder, 'trained.csv'))
  })

  await t.test('records in two files are one source', async (t) => {
    const [header = '', ...rows] = read(folder, 'flat.csv').trimEnd().split('\n')
    const half = RECORDS / 2
    const files = t.testdir({
      'first.csv': [header, ...rows.slice(0, half)].join('\n'),
      'second.csv': [header, ...rows.slice(half)].join('\r\n'),
      'truth.csv': read(folder, 'truth.csv'),
    })
    const both = ['--records', 'first.csv', '--records', 'second.csv', '--truth', 'truth.csv', '--links', 'links.csv']
    t.strictSame(withoutCosts(await evaluate(files, both)), withoutCosts(measures))
    t.equal(read(files, 'links.csv'), links)
  })

  await t.test('the columns may stand in any order, after a byte order mark', async (t) => {
    const turned = read(folder, 'flat.csv')
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^([^,"]*),(.*)$/, '$2,$1'))
    const files = t.testdir({ 'flat.csv': `\uFEFF${turned.join('\n')}\n`, 'truth.csv': read(folder, 'truth.csv') })
    t.strictSame(withoutCosts(await evaluate(files, LISTS)), withoutCosts(measures))
  })
})

test('errors are told by kind and trait where a file tells these, and probabilities bin by bin', async (t) => {
  const folder = t.testdir()
  const lists = [...FLAT_LISTS, ...LABEL_LISTS]
  await writeLists(generateRecords({ seed: 96, records: 3000, family: 'field' }), lists, folder)
  const beside = (await evaluate(folder, LISTS)) as unknown as Evaluation
  const missed = Math.round(beside.truePairs * (1 - beside.recall))
  t.ok(Object.values(beside.kinds!).every(({ missedPairs }) => missedPairs <= missed))
  const { none, nik_missing: missing } = beside.kinds!
  t.ok(none!.records > 1000 && missing!.records > 100 && missing!.missedPairs > 0)
  t.ok(beside.traits!['nik_double']!.records > 5)
  const scored = beside.calibration.reduce((sum, { pairs }) => sum + pairs, 0)
  t.ok(scored > beside.truePairs * 0.9 && scored <= beside.blockedPairs)
  t.ok(beside.reviewRight! > 0 && beside.reviewRight! < 1)

  await t.test('the file may be named, and lack records', async (t) => {
    const [header = '', ...rows] = read(folder, 'kinds.csv').trimEnd().split('\n')
    const files = t.testdir({
      'flat.csv': read(folder, 'flat.csv'),
      'truth.csv': read(folder, 'truth.csv'),
      'named.csv': `${[header, ...rows.filter((row) => row.includes('nik_missing'))].join('\n')}\n`,
    })
    t.notOk('kinds' in (await evaluate(files, LISTS)))
    const named = (await evaluate(files, [...LISTS, '--kinds', 'named.csv'])) as unknown as Evaluation
    t.same(named.kinds!['nik_missing'], missing)
    t.notOk('twin' in named.kinds!)
  })
})

const MAPPED = ['--records', 'records.csv', '--truth', 'truth.csv', '--mapping', 'mapping.json', '--links', 'links.csv']

for (const mode of ['dedupe', 'link'] as const) {
  test(`records of another country are linked by a model trained on them (${mode})`, async (t) => {
    const { records, truth, mapping } = foreignLists(400, mode)
    const files = { 'records.csv': records, 'truth.csv': truth, 'mapping.json': JSON.stringify(mapping) }
    const folder = t.testdir(files)
    const measures = await evaluate(folder, MAPPED)
    t.strictSame(Object.keys(measures), [...FIELDS.split(' '), ...MORE])
    t.ok(measures['trainSeconds']! > 0)
    t.ok(measures['precision']! > 0.98, `precision ${measures['precision']!}`)
    t.ok(measures['recall']! > 0.95, `recall ${measures['recall']!}`)
    const listOf = new Map(records.split('\n').map((line) => [line.split(',')[0] ?? '', line.split(',')[1] ?? '']))
    const within = clustersOf(read(folder, 'links.csv')).filter((cluster) => {
      return new Set(cluster.map((record) => listOf.get(record))).size < cluster.length
    })
    if (mode === 'link') t.same(within, [], 'no cluster holds two rows of one list')
  })
}

test('in link mode rows of one source are two persons, even where they are equal', async (t) => {
  const { records, truth, mapping } = foreignLists(150, 'link')
  const copies = records
    .trimEnd()
    .split('\n')
    .slice(1, 41)
    .map((line) => line.replace(/^\d+/, (number) => `copy${number}`))
  const folder = t.testdir({
    'records.csv': records + copies.join('\n'),
    'truth.csv':
      truth + copies.map((line) => `${line.split(',')[0] ?? ''},copy of ${line.split(',')[0] ?? ''}`).join('\n'),
    'mapping.json': JSON.stringify(mapping),
    'dedupe.json': JSON.stringify({ ...mapping, mode: 'dedupe' }),
  })
  /** Records that share a cluster with their own copy. */
  const doubled = (): string[] =>
    clustersOf(read(folder, 'links.csv')).flatMap((cluster) => cluster.filter((id) => cluster.includes(`copy${id}`)))
  await evaluate(folder, MAPPED)
  t.same(doubled(), [])
  await evaluate(
    folder,
    [...MAPPED, '--model', 'train'].map((word) => (word === 'mapping.json' ? 'dedupe.json' : word)),
  )
  t.equal(doubled().length, copies.length, 'without the mode they are joined')
})
