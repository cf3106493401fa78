import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'tap'
import { packageRoot } from '../../src/reference/built-in-model.js'
import { codeBlocks, SESSIONS } from '../support/readme/code-blocks.js'
import { PAGES, pageSection, pageText } from '../support/readme/pages.js'

const root = packageRoot()
const FOLDERS = ['src', 'test', 'migrations', 'models', 'openapi', 'docs']

test('every block of a page is run by a test or declares why not', async (t) => {
  const run = new Set<string>(Object.values(SESSIONS).flat())
  for (const page of PAGES) {
    const blocks = codeBlocks(pageText(page))
    const undeclared = blocks.filter(({ notRun }) => notRun === undefined)
    if (!run.has(page)) t.same(undeclared, [], `${page} has blocks that no test runs`)
    else t.ok(undeclared.length > 0, `${page} has blocks to run`)
    t.notMatch(pageText(page), /^ +```/m, `${page}: an indented block would not be found`)
    t.equal(pageText(page).split('<!-- not run').length - 1, blocks.length - undeclared.length, `${page}: each declaration stands right before its block`) // prettier-ignore
  }
})

/** The anchor that GitHub makes of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
}

function anchorsOf(page: string): Set<string> {
  const prose = pageText(page).replaceAll(/^```.*?^```$/gms, '')
  return new Set([...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)))
}

test('links between pages lead to pages and headings that exist', async (t) => {
  for (const page of PAGES) {
    const links = [...pageText(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    for (const link of links.filter((link) => !link.includes(':'))) {
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? page : join(dirname(page), path)
      t.ok(existsSync(join(root, target)), `${page}: ${link}`)
      if (anchor !== undefined) t.ok(anchorsOf(target).has(anchor), `${page}: ${link} has its heading`)
    }
  }
})

test('every page can be reached from the README', async (t) => {
  const reached = new Set(['README.md'])
  for (const page of reached)
    for (const [, link = ''] of pageText(page).matchAll(/\]\(([^)\s#:]+\.md)(?:#[^)]*)?\)/g))
      if (PAGES.includes(join(dirname(page), link))) reached.add(join(dirname(page), link))
  t.same(PAGES.filter((page) => !reached.has(page)), []) // prettier-ignore
})

function filesIn(folder: string): string[] {
  const found = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  return [folder, ...found.map((file) => `${folder}/${file}`)]
}

/** Placeholders such as NAME are written in capitals. */
function isPlaceholder(path: string): boolean {
  return /(?:^|[/_-])[A-Z]{4,}|</.test(path)
}

test('every file and folder that a page names exists', async (t) => {
  const files = FOLDERS.flatMap(filesIn)
  for (const page of PAGES) {
    const named = [...pageText(page).matchAll(/`([\w./-]+)`/g)].map(([, name = '']) => name)
    const paths = named.filter((name) => /^(?:src|test|migrations|models|docs|openapi)\/|\.(?:ts|sql)$/.test(name))
    for (const path of paths.filter((path) => !isPlaceholder(path) && path !== 'padan.mts'))
      t.ok(files.some((file) => file === path || file.endsWith(`/${path}`)), `${page}: ${path}`) // prettier-ignore
  }
})

test('the table of layers and nouns names existing folders', async (t) => {
  const lines = pageSection('docs/architecture.md', 'Layers and nouns').split('\n')
  const rows = lines.filter((line) => line.startsWith('| ')).map((line) => line.split('|').slice(1, -1))
  const layers = (rows[0] ?? []).map((cell) => cell.trim().replaceAll('`', ''))
  for (const row of rows.slice(2))
    for (const [at, cell] of row.entries())
      for (const [, folder = ''] of cell.matchAll(/`([\w/-]+)`/g))
        t.ok(existsSync(join(root, 'src', layers[at] ?? '', folder)), `${layers[at] ?? ''}/${folder}`)
})

test('the npm commands that pages name exist', async (t) => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
  const named = PAGES.flatMap((page) =>
    [...pageText(page).matchAll(/\bnpm (?:run (?:--silent )?([a-z:]+)|(start|test)\b)/g)].map(
      ([, run, plain]) => run ?? plain ?? '',
    ),
  )
  t.ok(named.length > 5)
  for (const name of new Set(named)) t.ok(name in scripts, `npm run ${name}`)
})

test('the table of dependencies names every package', async (t) => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: object
    devDependencies: object
  }
  const text = pageText('CONTRIBUTING.md')
  for (const name of Object.keys(dependencies)) t.match(text, `\`${name}\``, name)
  const developed = Object.keys(devDependencies).filter((name) => !name.startsWith('@'))
  for (const name of developed) t.match(text, `\`${name}\``, name)
})
