import type { Graph } from './import-graph.js'

/**
 * The strongly connected components of more than one node, by Tarjan's algorithm: each is a set of nodes that all lead to
 * each other. Components and their nodes are sorted.
 */
export function findCircles(graph: Graph): string[][] {
  const search = new ComponentSearch(graph)
  for (const node of graph.keys()) search.visit(node)
  return search.components
    .filter((component) => component.length > 1)
    .map((component) => component.sort())
    .sort((a, b) => (a.join() < b.join() ? -1 : 1))
}

class ComponentSearch {
  readonly components: string[][] = []
  readonly #graph: Graph
  readonly #indexes = new Map<string, number>()
  readonly #stack: string[] = []

  constructor(graph: Graph) {
    this.#graph = graph
  }

  /** Visits a node and returns the least index of the open component that it reaches. */
  visit(node: string): number {
    const index = this.#indexes.get(node)
    if (index !== undefined) return index
    const own = this.#indexes.size
    this.#indexes.set(node, own)
    this.#stack.push(node)
    let least = own
    for (const target of this.#graph.get(node) ?? []) least = Math.min(least, this.visit(target))
    this.#indexes.set(node, least)
    if (least === own) this.#closeComponent(node)
    return least
  }

  /** Takes a component off the stack; its nodes count as unreachable from then on. */
  #closeComponent(root: string): void {
    const component = this.#stack.splice(this.#stack.indexOf(root))
    for (const node of component) this.#indexes.set(node, Number.POSITIVE_INFINITY)
    this.components.push(component)
  }
}
