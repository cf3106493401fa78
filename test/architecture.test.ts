import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'tap'
import { importGraph, type ImportGraph } from './support/architecture/import-graph.js'
import {
  crowdedFolders,
  fileCircles,
  folderCircles,
  type FolderOrder,
  foreignPackages,
  type LayerRules,
  misplacedImports,
  orderViolations,
} from './support/architecture/rules.js'

/** The layers, and what each may import besides itself. The tools, which no layer of the service may import, come last. */
const MAY_IMPORT: LayerRules = {
  domain: [],
  csv: [],
  profiles: ['domain'],
  reference: ['domain', 'csv'],
  parallel: ['domain'],
  storage: ['domain'],
  application: ['domain', 'profiles', 'reference', 'parallel', 'storage'],
  http: ['domain', 'application'],
  // A second API beside http: it may not even import the domain.
  dci: ['application'],
  jobs: ['domain', 'application'],
  'tools/command': [],
  'tools/synthetic': ['domain', 'reference', 'csv', 'tools/command'],
  'tools/evaluation': ['domain', 'reference', 'parallel', 'csv', 'tools/command'],
  'tools/numbers': ['tools/command', 'tools/evaluation', 'tools/synthetic'],
  // It knows the service by its API alone: nothing in it is for the demonstration only.
  'tools/demonstration': ['tools/command', 'tools/evaluation', 'tools/synthetic'],
  'tools/benchmark': [
    'domain',
    'profiles',
    'reference',
    'csv',
    'storage',
    'application',
    'jobs',
    'tools/command',
    'tools/synthetic',
  ],
}

/** The nouns of each layer in order: a folder may import only those before it. A new folder goes after all that it imports. */
const FOLDER_ORDER: FolderOrder = {
  domain: ['identity', 'linkage', 'registry'],
  profiles: ['schema', 'formats', 'built-in', 'reading'],
  storage: [
    'server',
    'postgres',
    'logins',
    'embedded',
    'access',
    'sources',
    'batches',
    'linkage',
    'persons',
    'households',
    'judgements',
    'conflicts',
    'reporting',
  ],
  application: [
    'context',
    'access',
    'active-model',
    'sources',
    'batches',
    'reporting',
    'linkage',
    'persons',
    'records',
    'match',
    'households',
    'judgements',
    'conflicts',
    'rebuild',
  ],
  http: [
    'sheets',
    'context',
    'contract',
    'paging',
    'disclosure',
    'requests',
    'access',
    'sources',
    'batches',
    'records',
    'persons',
    'households',
    'match',
    'judgements',
    'conflicts',
    'reporting',
    'server',
  ],
}

/** Small packages without I/O, clock or chance that the pure core may use. */
const PURE_PACKAGES = new Set(['fastest-levenshtein', 'zod'])
/** A folder of more files is not read at a glance. */
const MOST_FILES = 25

const imports = readImports(resolve(import.meta.dirname, '../../src'))

function readImports(src: string): ImportGraph {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  return importGraph(new Map(files.map((file) => [file, readFileSync(join(src, file), 'utf8')])))
}

test('each layer imports only the layers that it may, and nothing of the service imports a tool', async (t) => {
  t.ok(imports.size > 100, 'there are source files to check')
  t.same(misplacedImports(imports, MAY_IMPORT), [])
  t.same(foreignPackages(imports, 'domain', PURE_PACKAGES), [])
})

test('no files and no folders import each other', async (t) => {
  t.same(fileCircles(imports), [])
  t.same(folderCircles(imports), [])
})

test('the folders of a layer import only those before them in the order of nouns', async (t) => {
  t.same(orderViolations(imports, FOLDER_ORDER), [])
})

test('no folder is crowded', async (t) => {
  t.same(crowdedFolders(imports, MOST_FILES), [])
})
