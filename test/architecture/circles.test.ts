import { test } from 'tap'
import { findCircles } from '../support/architecture/circles.js'
import type { Graph } from '../support/architecture/import-graph.js'

/** A graph in words: `a>b a>c` has the nodes a, b and c. */
function graphOf(words: string): Graph {
  const graph = new Map<string, Set<string>>()
  for (const [from = '', to = ''] of words.split(' ').map((word) => word.split('>')))
    graph.set(from, new Set([...(graph.get(from) ?? []), to])).set(to, graph.get(to) ?? new Set())
  return graph
}

const CASES: readonly (readonly [what: string, graph: string, circles: readonly string[]])[] = [
  ['a chain has none', 'a>b b>c a>c', []],
  ['a diamond has none', 'a>b a>c b>d c>d', []],
  ['two nodes', 'a>b b>a', ['a b']],
  ['a long circle', 'a>b b>c c>d d>a', ['a b c d']],
  ['only the nodes that lead back to each other count', 'a>b b>c c>b c>d', ['b c']],
  ['two circles that one import joins are two', 'a>b b>a b>c c>d d>c', ['a b', 'c d']],
  ['two circles that share a node are one', 'a>b b>a b>c c>b', ['a b c']],
  ['a node that is reached again from a closed circle joins none', 'a>b b>a c>a d>c c>e', ['a b']],
]

for (const [what, words, circles] of CASES)
  test(`circles: ${what}`, async (t) => {
    t.same(
      findCircles(graphOf(words)),
      circles.map((circle) => circle.split(' ')),
    )
    const reversed = new Map([...graphOf(words)].reverse())
    t.same(
      findCircles(reversed),
      circles.map((circle) => circle.split(' ')),
      'from the other end too',
    )
  })
