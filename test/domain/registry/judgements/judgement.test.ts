import fc from 'fast-check'
import { deepStrictEqual, ok } from 'node:assert'
import { test } from 'tap'
import {
  hasSameTarget,
  isStale,
  type JudgementRow,
  liveJudgements,
  liveRows,
  type JudgementTarget,
  supersededBy,
} from '../../../../src/domain/registry/judgements/judgement.js'

/** Actions of stewards in turn: judge a target, or reverse one of the live judgements. */
type Step =
  { readonly judge: JudgementTarget & Pick<JudgementRow, 'verdict' | 'value'> } | { readonly takeBack: number }

const record = fc.constantFrom('a', 'b', 'c', 'd')
const pair = fc.uniqueArray(record, { minLength: 2, maxLength: 2 })
const judgement = fc.oneof(
  fc.record({
    subject: fc.constant('pair' as const),
    records: pair,
    verdict: fc.constantFrom('same', 'different', 'unsure'),
  }),
  fc.record({
    subject: fc.constant('household' as const),
    records: pair,
    verdict: fc.constantFrom('same', 'different'),
  }),
  fc.record({
    subject: fc.constant('value' as const),
    records: fc.uniqueArray(record, { minLength: 1, maxLength: 4 }),
    verdict: fc.constant('value' as const),
    field: fc.constantFrom('sex' as const, 'birth_date' as const),
    value: fc.constantFrom('x', 'y'),
  }),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: judgement.map((judge) => ({ judge })) },
  { weight: 2, arbitrary: fc.nat(20).map((takeBack) => ({ takeBack })) },
)
const steps = fc.array(step, { maxLength: 14 })

function idOf(number: number): string {
  return `j${String(number).padStart(3, '0')}`
}

function written(rows: readonly JudgementRow[], { judge }: Extract<Step, { judge: unknown }>): JudgementRow {
  return { ...judge, id: idOf(rows.length), basis: '', supersedes: supersededBy(judge, rows) }
}

function reversalOf(rows: readonly JudgementRow[], { id, subject, records, basis }: JudgementRow): JudgementRow {
  return { id: idOf(rows.length), subject, records, basis, verdict: 'reversed', supersedes: [id] }
}

function play(all: readonly Step[]): JudgementRow[] {
  const rows: JudgementRow[] = []
  for (const each of all) {
    if ('judge' in each) {
      rows.push(written(rows, each))
      continue
    }
    const live = liveRows(rows)
    const target = live[each.takeBack % Math.max(1, live.length)]
    if (target !== undefined) rows.push(reversalOf(rows, target))
  }
  return rows
}

/** Slow and obvious: the judgements that are not reversed and have no later judgement on the same target. */
function liveByHistory(rows: readonly JudgementRow[]): string[] {
  const takenBack = rows.filter(({ verdict }) => verdict === 'reversed').map(({ supersedes }) => supersedes[0])
  const standing = rows.filter(({ id, verdict }) => verdict !== 'reversed' && !takenBack.includes(id))
  return standing
    .filter((row, at) => !standing.slice(at + 1).some((later) => hasSameTarget(row, later)))
    .map(({ id }) => id)
}

test('the latest judgement that is not reversed holds', (t) => {
  fc.assert(
    fc.property(steps, (all) => {
      const rows = play(all)
      deepStrictEqual(
        liveRows(rows).map(({ id }) => id),
        liveByHistory(rows),
      )
    }),
  )
  t.end()
})

test('the judgement in force does not depend on the order of the rows', (t) => {
  const shuffled = steps
    .map(play)
    .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })))
  fc.assert(
    fc.property(shuffled, ([rows, others]) => {
      deepStrictEqual(liveJudgements(others), liveJudgements(rows))
    }),
  )
  t.end()
})

test('a reversal restores what held before the judgement', (t) => {
  fc.assert(
    fc.property(steps.map(play), judgement, (rows, judge) => {
      const made = written(rows, { judge })
      const after = [...rows, made]
      ok(
        liveRows(after).some(({ id }) => id === made.id),
        'it holds',
      )
      deepStrictEqual(liveRows([...after, reversalOf(after, made)]), liveRows(rows))
    }),
  )
  t.end()
})

test('two judgements in force never have the same subject', (t) => {
  fc.assert(
    fc.property(steps.map(play), (rows) => {
      const live = liveRows(rows)
      const repeated = live.filter((row, at) => live.slice(at + 1).some((other) => hasSameTarget(row, other)))
      deepStrictEqual(repeated, [])
    }),
  )
  t.end()
})

const TARGET_PAIRS: readonly [what: string, a: JudgementTarget, b: JudgementTarget, same: boolean][] = [
  ['a pair either way round', { subject: 'pair', records: ['a', 'b'] }, { subject: 'pair', records: ['b', 'a'] }, true],
  ['pairs with one record in common', { subject: 'pair', records: ['a', 'b'] }, { subject: 'pair', records: ['a', 'c'] }, false],
  ['person and household', { subject: 'pair', records: ['a', 'b'] }, { subject: 'household', records: ['a', 'b'] }, false],
  ['a household either way round', { subject: 'household', records: ['a', 'b'] }, { subject: 'household', records: ['b', 'a'] }, true],
  ['a field of a person who grew', { subject: 'value', field: 'sex', records: ['a', 'b'] }, { subject: 'value', field: 'sex', records: ['b', 'c'] }, true],
  ['two fields', { subject: 'value', field: 'sex', records: ['a'] }, { subject: 'value', field: 'name', records: ['a'] }, false],
  ['a field of two persons', { subject: 'value', field: 'sex', records: ['a'] }, { subject: 'value', field: 'sex', records: ['b'] }, false],
] // prettier-ignore

test('judgements of the same subject are recognised', (t) => {
  for (const [what, a, b, same] of TARGET_PAIRS) {
    t.equal(hasSameTarget(a, b), same, what)
    t.equal(hasSameTarget(b, a), same, what)
  }
  t.end()
})

test('judgements in force are grouped by subject', (t) => {
  const rows: JudgementRow[] = [
    { id: '1', subject: 'pair', verdict: 'unsure', records: ['a', 'b'], basis: 'p', supersedes: [] },
    { id: '2', subject: 'household', verdict: 'same', records: ['b', 'a'], basis: 'h', supersedes: [] },
    {
      id: '3',
      subject: 'value',
      verdict: 'value',
      field: 'sex',
      value: 'P',
      records: ['a'],
      basis: 'v',
      supersedes: [],
    },
  ]
  t.same(liveJudgements(rows), {
    pairs: [{ id: '1', verdict: 'unsure', records: ['a', 'b'], basis: 'p' }],
    households: [{ id: '2', verdict: 'same', records: ['b', 'a'], basis: 'h' }],
    values: [{ id: '3', field: 'sex', value: 'P', records: ['a'], basis: 'v' }],
  })
  t.end()
})

const BASES: readonly [what: string, then: string, now: string, stale: boolean][] = [
  ['the same', 'k1 k2', 'k1 k2', false],
  ['in another order', 'k1 k2', 'k2 k1', false],
  ['something new', 'k1 k2', 'k1 k2 k3', true],
  ['something else', 'k1 k2', 'k1 k3', true],
  ['less', 'k1 k2', 'k1', false],
  ['nothing any more', 'k1 k2', '', false],
  ['something where nothing was', '', 'k1', true],
  ['nothing as before', '', '', false],
]

test('a judgement is stale when its records have a new value', (t) => {
  for (const [what, then, now, stale] of BASES) t.equal(isStale({ basis: then }, now), stale, what)
  t.end()
})
