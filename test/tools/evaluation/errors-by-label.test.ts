import fc from 'fast-check'
import { test } from 'tap'
import { errorsByLabel, NO_LABEL, type LabelErrors } from '../../../src/tools/evaluation/errors-by-label.js'

const rows = fc.array(
  fc.record({
    person: fc.nat(4),
    cluster: fc.nat(4),
    reviewed: fc.nat(2),
    labels: fc.uniqueArray(fc.constantFrom('typo', 'old', 'twin'), { maxLength: 3 }),
  }),
  { maxLength: 14 },
)

interface Row {
  readonly person: number
  readonly cluster: number
  readonly reviewed: number
  readonly labels: readonly string[]
}

function partitions(all: readonly Row[]) {
  return {
    personOf: Uint32Array.from(all, ({ person }) => person),
    clusterOf: Uint32Array.from(all, ({ cluster }) => cluster),
    reviewedOf: Uint32Array.from(all, ({ reviewed }) => reviewed),
  }
}

/** The same by looking at every pair. */
function labelsOf(...all: readonly Row[]): Iterable<string> {
  const labels = new Set(all.flatMap(({ labels: own }) => own))
  return labels.size === 0 ? [NO_LABEL] : labels
}

function byPairs(all: readonly Row[]): Record<string, LabelErrors> {
  const counts: Record<string, { -readonly [measure in keyof LabelErrors]: number }> = {}
  const countsOf = (label: string) =>
    (counts[label] ??= { records: 0, falsePairs: 0, missedPairs: 0, missedAfterReview: 0 })
  for (const row of all) for (const label of labelsOf(row)) countsOf(label).records += 1
  for (const [at, a] of all.entries()) {
    for (const b of all.slice(at + 1)) {
      const isOne = a.person === b.person
      for (const label of labelsOf(a, b)) {
        const errors = countsOf(label)
        errors.falsePairs += !isOne && a.cluster === b.cluster ? 1 : 0
        errors.missedPairs += isOne && a.cluster !== b.cluster ? 1 : 0
        errors.missedAfterReview += isOne && a.reviewed !== b.reviewed ? 1 : 0
      }
    }
  }
  return counts
}

test('errors are counted by label as if every pair were looked at', async () => {
  fc.assert(
    fc.property(rows, (all) => {
      const found = errorsByLabel(
        all.map(({ labels }) => labels),
        partitions(all),
      )
      const expected = byPairs(all)
      return (
        Object.keys(found).length === Object.keys(expected).length &&
        Object.entries(expected).every(([label, errors]) => JSON.stringify(found[label]) === JSON.stringify(errors))
      )
    }),
  )
})

test('the label with most errors comes first', async (t) => {
  const all = [
    { person: 0, cluster: 0, reviewed: 0, labels: ['seldom'] },
    { person: 1, cluster: 0, reviewed: 0, labels: ['often'] },
    { person: 2, cluster: 0, reviewed: 0, labels: ['often'] },
  ]
  const found = errorsByLabel(
    all.map(({ labels }) => labels),
    partitions(all),
  )
  t.same(Object.keys(found), ['often', 'seldom'])
  t.match(found, { often: { falsePairs: 3 }, seldom: { falsePairs: 2 } })
})

test('one cluster of very many rows is counted at once', async (t) => {
  const count = 60_000
  const found = errorsByLabel(
    Array.from({ length: count }, (_, row) => (row % 2 === 0 ? ['even'] : [])),
    {
      clusterOf: new Uint32Array(count),
      reviewedOf: new Uint32Array(count),
      personOf: Uint32Array.from({ length: count }, (_, row) => row),
    },
  )
  const half = count / 2
  t.equal(found[NO_LABEL]!.falsePairs, (half * (half - 1)) / 2)
  t.equal(found['even']!.falsePairs, (half * (half - 1)) / 2 + half * half)
})
