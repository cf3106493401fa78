import { test } from 'tap'
import { visitCandidates } from '../../../../src/domain/linkage/blocking/block.js'
import { hashText } from '../../../../src/domain/linkage/features/hash.js'
import { nikDoubts } from '../../../../src/domain/linkage/features/check-table-niks.js'
import { indexOf } from '../../../../src/domain/linkage/link.js'
import { PairScorer, probabilityOf } from '../../../../src/domain/linkage/scoring/score.js'
import type { FlatRecord } from '../../../../src/tools/synthetic/population/record.js'
import { PlainScorer } from '../../../support/plain/plain-scorer.js'
import { BUILT_IN, flatRecords, tableOf } from '../../../support/domain/built-in-table.js'

const TOLERANCE = 1e-9
const FAR_APART = 997

/** Candidate pairs, where all levels come up, and pairs far apart, which nearly always are strangers. */
function pairsOf(scorer: PairScorer, table: ReturnType<typeof tableOf>): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  visitCandidates(indexOf(table, scorer), 0, table.size, (j, i) => pairs.push([i, j]))
  for (let row = 0; row < table.size; row += 1) pairs.push([row, (row * FAR_APART + 1) % table.size])
  return pairs.filter(([i, j]) => i !== j)
}

/** Each record again with some columns of the next record, often a relative, as lists mix them up. */
function mixed(records: readonly FlatRecord[]): FlatRecord[] {
  return records.map((record, at) => {
    const next = records[at + 1] ?? record
    const takesNext = (column: string): boolean => hashText(`${column} ${at}`) % 3 === 0
    const columns = Object.entries(record).map(([column, value]) => {
      return [column, takesNext(column) ? next[column as keyof FlatRecord] : value]
    })
    return Object.fromEntries(columns) as FlatRecord
  })
}

/** Slips that the lists seldom show: in phones, in the order of a mother's names, an address in another regency. */
const SLIPS: readonly ((record: FlatRecord) => Partial<FlatRecord>)[] = [
  ({ phone }) => ({ phone: phone.replace(/.$/, (digit) => String((Number(digit) + 5) % 10)) }),
  ({ phone }) => ({ phone: phone.replace(/(.)(.)(.)$/, '$3$2$1') }),
  ({ phone }) => ({ phone: phone.slice(0, -3) }),
  ({ phone }) => ({ phone: phone.replace(/.{4}$/, '2580') }),
  ({ mother_name: mother }) => ({ mother_name: mother.split(' ').reverse().join(' ') }),
  ({ mother_name: mother }) => ({ mother_name: mother.replace(/^([A-Z])[A-Z]+ /, '$1. ') }),
  ({ village_code: village }) => ({ village_code: village.replace(/^16/, '18') }),
  ({ name }) => ({ name: `KARTINI ALIAS ${name}` }),
  ({ mother_name: mother }) => ({ mother_name: mother === '' ? '' : `SITI (${mother})` }),
  ({ dob }) => ({
    nik: '',
    dob: dob.replace(/^(\d+)-(\d+)-(\d+)$/, (_, year, month, day) => fourYearsLater([year, month, day])),
  }),
  ({ kk }) => ({ kk: kk.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)) }),
]

/** Spellings, parts and orders of one father's name, and another that looks like it. */
const FATHERS = [
  'ABDUL KARIM PUTRA',
  'KARIM ABDUL PUTRA',
  'A. KARIM PUTRA',
  'ABDUL KHARIN',
  'A. PUTRA',
  'KARIM SALEH',
  'ABDUL KARIM PUTRI',
]

function withFather(name: string, which: number): string {
  return `${name.split(/ (?:BIN|BINTI) /)[0] ?? ''} BIN ${FATHERS[which] ?? ''}`
}

function withFathers(records: readonly FlatRecord[], shift: number): FlatRecord[] {
  return records.map((record, at) => {
    const name = withFather(record.name, (at + shift * (1 + (at % FATHERS.length))) % FATHERS.length)
    return { ...record, name, source: `list ${shift}`, nik: '' }
  })
}

/** As a spreadsheet shows a date of the other date system: 1,462 days later. */
function fourYearsLater(parts: readonly unknown[]): string {
  const [year = 0, month = 0, day = 0] = parts.map(Number)
  return new Date(Date.UTC(year, month - 1, day + 1462)).toISOString().slice(0, 10)
}

function slipped(records: readonly FlatRecord[]): FlatRecord[] {
  return records.map((record, at) => ({ ...record, ...SLIPS[at % SLIPS.length]?.(record), source: 'another list' }))
}

const HONEST = flatRecords({ seed: 94, records: 800, dirt: 1 })
const LISTS: Readonly<Record<string, readonly FlatRecord[]>> = {
  'a common list': flatRecords({ seed: 91, records: 1500, dirt: 1 }),
  'a dirty list': flatRecords({ seed: 92, records: 1200, dirt: 3 }),
  'a list of patronymics': flatRecords({ seed: 93, records: 600, dirt: 2, nameType: 'patronymic' }),
  'records mixed up': [...HONEST, ...mixed(HONEST)],
  'records with slips': [...HONEST, ...slipped(HONEST)],
  'fathers in two spellings': [...withFathers(HONEST, 0), ...withFathers(HONEST, 1)],
}

for (const [name, records] of Object.entries(LISTS)) {
  const table = tableOf(records)
  const scorer = new PairScorer(BUILT_IN, table)
  const pairs = pairsOf(scorer, table)

  test(`a score is symmetric (${name})`, async (t) => {
    const uneven = pairs.filter(([i, j]) => scorer.score(i, j) !== scorer.score(j, i))
    t.ok(pairs.length > records.length * 1.5)
    t.same(uneven, [])
  })

  test(`the weights shown add up to the score (${name})`, async (t) => {
    const off = pairs.filter(([i, j]) => {
      const score = scorer.score(i, j)
      const sum = scorer.weights.reduce((total, weight) => total + weight, BUILT_IN.prior.matchBits)
      return (
        !Number.isFinite(score) || Math.abs(sum + scorer.kinCorrection + scorer.sharedCorrection - score) > TOLERANCE
      )
    })
    t.same(off, [])
    t.ok(
      pairs.every(
        ([i, j]) => scorer.score(i, j) < Infinity && scorer.kinCorrection <= 0 && scorer.sharedCorrection <= 0,
      ),
    )
  })

  test(`levels and score equal those of the plain reference (${name})`, async (t) => {
    const plain = new PlainScorer(BUILT_IN, records)
    for (const [i, j] of pairs) {
      const score = scorer.score(i, j)
      const levels = Array.from(scorer.levels, (level, at) => scorer.comparators[at]?.levels[level] ?? '')
      const expected = plain.score(i, j)
      if (levels.join() !== expected.levels.join() || Math.abs(score - expected.bits) > TOLERANCE) {
        t.fail(`${JSON.stringify(records[i])} and ${JSON.stringify(records[j])}`, { score, levels, expected })
        return
      }
    }
    t.pass('all pairs agree')
  })
}

test('the test pairs cover every level of every comparison', async (t) => {
  const seen = new Set<string>()
  for (const records of Object.values(LISTS)) {
    const table = tableOf(records)
    const scorer = new PairScorer(BUILT_IN, table)
    for (const [i, j] of pairsOf(scorer, table)) {
      scorer.compareLevels(i, j)
      scorer.comparators.forEach(({ levels }, at) => {
        seen.add(`${BUILT_IN.comparisons[at]?.name ?? ''}=${levels[scorer.levels[at] ?? 0] ?? ''}`)
      })
    }
  }
  // Nobody has an alias of the father's name.
  seen.add('father=alias')
  const known = BUILT_IN.comparisons.flatMap(({ name, levels }) => levels.map(({ level }) => `${name}=${level}`))
  // Only a value that could stand in another field can be crossed with it, and the built-in model has no such fields.
  t.same(
    known.filter((level) => !level.endsWith('=crossed') && !seen.has(level)),
    [],
  )
})

test('a comparison with a missing side weighs nothing', async (t) => {
  const [full] = flatRecords({ seed: 91, records: 1, dirt: 0 })
  const blank = Object.fromEntries(Object.keys(full ?? {}).map((column) => [column, '']))
  const scorer = new PairScorer(BUILT_IN, tableOf([{ ...full }, { ...blank, source: 'another' }]))
  scorer.score(0, 1)
  const weighed = BUILT_IN.comparisons.filter((_, at) => scorer.weights[at] !== 0).map(({ name }) => name)
  t.same(weighed, ['list'])
})

test('a model with an unknown level is refused', async (t) => {
  const comparisons = BUILT_IN.comparisons.map((comparison) =>
    comparison.name === 'sex' ? { ...comparison, levels: [{ level: 'alike', m: 0.9, u: 0.5 }] } : comparison,
  )
  t.throws(() => new PairScorer({ ...BUILT_IN, comparisons }, tableOf([])), /comparison sex has no level alike/)
})

test('probabilities and odds convert to each other', async (t) => {
  t.equal(probabilityOf(0), 0.5)
  t.ok(Math.abs(probabilityOf(2) - 0.8) < TOLERANCE)
  t.ok(Math.abs(probabilityOf(-10) - 1 / 1025) < TOLERANCE)
})

/** Everything within reach of what is known of two rows alone must be at least what their families make of it. */
for (const [name, records] of Object.entries(LISTS)) {
  test(`no company level weighs more than the best one (${name})`, (t) => {
    const table = tableOf(records)
    const scorer = new PairScorer(BUILT_IN, table)
    const pairs = pairsOf(scorer, table).filter((_, at) => at % 7 === 0)
    let reached = 0
    for (const [i, j] of pairs) {
      const alone = new PairScorer(BUILT_IN, tableOf([records[i] as FlatRecord, records[j] as FlatRecord]))
      const score = scorer.score(i, j)
      if (score > BUILT_IN.thresholds.possible) reached += 1
      const isDoubtful = nikDoubts(alone.table)
      const most = alone.mostScore(0, 1, { company: true, doubtfulNik: isDoubtful(0) || isDoubtful(1) })
      if (most < score - TOLERANCE) t.fail(`${score} is more than can be reached`)
    }
    t.ok(reached > 20, 'pairs that are possible are among them')
    t.end()
  })
}
