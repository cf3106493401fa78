import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'tap'

/** The layers, and what each may import. A layer that is not listed here fails the test. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: ['domain'],
  profiles: ['domain', 'profiles'],
  reference: ['domain', 'csv', 'reference'],
  command: ['command'],
  csv: ['csv'],
  synthetic: ['domain', 'reference', 'command', 'csv', 'synthetic'],
  parallel: ['domain', 'parallel'],
  evaluation: ['domain', 'reference', 'parallel', 'command', 'csv', 'evaluation'],
  // It knows the service by its API alone: nothing in it is for the demonstration only.
  demonstration: ['command', 'evaluation', 'synthetic', 'demonstration'],
  storage: ['domain', 'storage'],
  application: ['domain', 'profiles', 'reference', 'parallel', 'storage', 'application'],
  http: ['domain', 'application', 'http'],
  jobs: ['domain', 'application', 'jobs'],
  benchmark: [
    'domain',
    'profiles',
    'reference',
    'command',
    'csv',
    'synthetic',
    'storage',
    'application',
    'jobs',
    'benchmark',
  ],
}

/** Small packages without I/O, clock or chance that the pure core may use. */
const PURE_PACKAGES = new Set(['fastest-levenshtein', 'zod'])

const root = resolve(import.meta.dirname, '../..')
const src = join(root, 'src')

function sourceFiles(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(src, file))
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:^|\n)(?:import|export)\b(?:[^'"]*?\bfrom)?\s*['"]([^'"\n]+)['"]/g)].map(
    (match) => match[1] ?? '',
  )
}

function layerOf(file: string): string | undefined {
  const parts = relative(src, file).split('/')
  return parts.length > 1 ? parts[0] : undefined
}

function misplacedImports(file: string): string[] {
  const layer = layerOf(file)
  if (layer === undefined) return [] // programs in src/ itself may use every layer
  const allowed = MAY_IMPORT[layer] ?? []
  return importsOf(file).filter((target) => {
    if (!target.startsWith('.')) return layer === 'domain' && !PURE_PACKAGES.has(target)
    const targetLayer = layerOf(resolve(dirname(file), target))
    return targetLayer === undefined || !allowed.includes(targetLayer)
  })
}

test('imports point one way, and the domain imports nothing outside itself', async (t) => {
  const files = sourceFiles()
  t.ok(files.length > 0, 'there are source files to look at')
  const misplaced = files.flatMap((file) => misplacedImports(file).map((target) => [relative(root, file), target]))
  t.same(misplaced, [])
})
