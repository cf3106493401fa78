import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../../src/reference/built-in-model.js'

const DOCS = readdirSync(join(packageRoot(), 'docs'), { recursive: true, encoding: 'utf8' })

/** The pages of the project as paths from its root. */
export const PAGES: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...DOCS.filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`)
    .sort(),
]

export function pageText(page: string): string {
  return readFileSync(join(packageRoot(), page), 'utf8')
}

/** The text of a page between a heading of the second level and the next. Throws if the page has no such heading. */
export function pageSection(page: string, heading: string): string {
  const [, section] = pageText(page).split(`\n## ${heading}\n`)
  if (section === undefined) throw new Error(`${page} has no section "${heading}"`)
  return section.split('\n## ')[0] ?? ''
}
