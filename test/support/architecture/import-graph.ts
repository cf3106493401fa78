import { posix } from 'node:path'

/** What each file imports: files of the same tree by their paths in it, packages by their names. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/** A graph of files, folders or any other names. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>

const IMPORT = /(?:^|\n)(?:import|export)\b(?:[^'"]*?\bfrom)?\s*['"]([^'"\n]+)['"]/g

/** The import graph of files given with their texts, by their paths in the tree. */
export function importGraph(texts: ReadonlyMap<string, string>): ImportGraph {
  return new Map([...texts].map(([file, text]) => [file, importsOf(file, text)]))
}

/** The imports between files of the tree, without those of packages. */
export function fileGraph(imports: ImportGraph): Graph {
  return new Map([...imports].map(([file, targets]) => [file, new Set(targets.filter((each) => imports.has(each)))]))
}

/** Joins the nodes of one name into one node, which has their edges to other names. */
export function joinNodes(graph: Graph, nameOf: (node: string) => string): Graph {
  const joined = new Map<string, Set<string>>()
  for (const [node, targets] of graph) {
    const name = nameOf(node)
    const edges = joined.get(name) ?? new Set()
    joined.set(name, edges)
    for (const target of targets) if (nameOf(target) !== name) edges.add(nameOf(target))
  }
  return joined
}

/** The folder graph of a file graph. */
export function folderGraph(files: Graph): Graph {
  return joinNodes(files, (file) => posix.dirname(file))
}

function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, target = '']) =>
    target.startsWith('.') ? posix.join(posix.dirname(file), target).replace(/\.js$/, '.ts') : target,
  )
}
