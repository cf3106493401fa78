import { test } from 'tap'
import { fileGraph, folderGraph, importGraph, type ImportGraph } from '../support/architecture/import-graph.js'
import {
  crowdedFolders,
  fileCircles,
  folderCircles,
  foreignPackages,
  misplacedImports,
  orderViolations,
} from '../support/architecture/rules.js'

/** Files with what they import, as the tree of a service has them. */
function tree(files: Readonly<Record<string, readonly string[]>>): ImportGraph {
  return new Map(Object.entries(files))
}

test('imports are read from the text of a file', async (t) => {
  const text = [
    "import { a } from './a.js'",
    'import {\n  b,\n} from "../other/b.js"',
    "import type { C } from './c.js'",
    "export { d } from './deep/d.js'",
    "import 'node:fs'",
    "// import { e } from './e.js'",
    "const text = 'import'",
  ].join('\n')
  const imports = importGraph(new Map([['x/f.ts', text]]))
  t.same(imports.get('x/f.ts'), ['x/a.ts', 'other/b.ts', 'x/c.ts', 'x/deep/d.ts', 'node:fs'])
})

test('a folder imports the folders of the files that its files import', async (t) => {
  const imports = tree({ 'a/1.ts': ['a/2.ts', 'b/1.ts', 'zod'], 'a/2.ts': ['b/1.ts'], 'b/1.ts': [] })
  t.same(
    [...folderGraph(fileGraph(imports))].map(([folder, targets]) => [folder, ...targets]),
    [['a', 'b'], ['b']],
  )
})

test('a circle of files or folders is reported with its imports', async (t) => {
  const files = tree({ 'a/1.ts': ['a/2.ts'], 'a/2.ts': ['a/1.ts'] })
  t.match(fileCircles(files), [/^These files import each other: a\/1.ts, a\/2.ts\. Move /])
  t.same(folderCircles(files), [])
  const folders = tree({
    'a/1.ts': ['b/1.ts', 'c/1.ts'],
    'b/1.ts': [],
    'b/2.ts': ['a/2.ts'],
    'a/2.ts': [],
    'c/1.ts': [],
  })
  t.same(fileCircles(folders), [])
  t.match(folderCircles(folders), [/import each other: a, b\. Move .*\n {2}a\/1.ts > b\/1.ts\n {2}b\/2.ts > a\/2.ts$/])
})

test('a layer imports only those that it may, entry points import all', async (t) => {
  const rules = { core: [], service: ['core'], 'tools/load': ['service'], 'tools/words': [] }
  const allowed = { 'main.ts': ['service/s.ts', 'tools/load/l.ts'], 'service/s.ts': ['core/c.ts', 'service/t.ts'] }
  t.same(misplacedImports(tree({ ...allowed, 'tools/load/l.ts': ['service/s.ts', 'pg'] }), rules), [])
  const refused: readonly (readonly [from: string, to: string, RegExp])[] = [
    ['core/c.ts', 'service/s.ts', /^core\/c.ts imports service\/s.ts, but core may import only itself\. Move /],
    ['service/s.ts', 'tools/load/l.ts', /service may import only core/],
    ['service/s.ts', 'main.ts', /service may import only core/],
    ['tools/load/l.ts', 'tools/words/w.ts', /tools\/load may import only service/],
    ['other/o.ts', 'core/c.ts', /^other\/o.ts is in no layer\. Add /],
  ]
  for (const [from, to, message] of refused) t.match(misplacedImports(tree({ [from]: [to] }), rules), [message])
})

test('a pure layer imports only the packages that it may', async (t) => {
  const imports = tree({ 'core/c.ts': ['zod', 'node:fs', 'core/d.ts'], 'service/s.ts': ['pg'] })
  t.match(foreignPackages(imports, 'core', new Set(['zod'])), [/^core\/c.ts imports node:fs, but core has no I\/O/])
})

test('a folder imports only those before it in the order, which lists each', async (t) => {
  const order = { app: ['ground', 'middle', 'top'] }
  const files = {
    'app/ground/g.ts': [],
    'app/middle/m.ts': ['app/ground/g.ts'],
    'app/top/deep/t.ts': ['app/middle/m.ts'],
  }
  t.same(orderViolations(tree({ ...files, 'app/x.ts': ['app/top/deep/t.ts'], 'b/new/n.ts': [] }), order), [])
  t.match(orderViolations(tree({ ...files, 'app/ground/g.ts': ['app/top/deep/t.ts'] }), order), [
    /^app\/ground\/g.ts imports app\/top\/deep\/t.ts, but app\/ground comes before app\/top\. Move /,
  ])
  t.match(orderViolations(tree({ ...files, 'app/new/n.ts': [] }), order), [
    /^app\/new has no place in the order\. Add 'new' to FOLDER_ORDER\.app/,
  ])
  t.match(orderViolations(tree({ 'app/ground/g.ts': [], 'app/top/t.ts': [] }), order), [/^app\/middle does not exist/])
})

test('a folder of too many files is reported', async (t) => {
  const imports = tree({ 'a/1.ts': [], 'a/2.ts': [], 'a/3.ts': [], 'a/deep/4.ts': [], 'b/1.ts': [] })
  t.same(crowdedFolders(imports, 3), [])
  t.match(crowdedFolders(imports, 2), [/^a has 3 files, and at most 2 are allowed\. Split it by noun/])
})
