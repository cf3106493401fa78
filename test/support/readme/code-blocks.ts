import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../../src/reference/built-in-model.js'

/** A fenced block of the README as it stands there. */
export interface CodeBlock {
  readonly language: string
  readonly text: string
}

/** The text of the README between a heading of the second level and the next. */
export function readmeSection(heading: string): string {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8')
  const [, section] = readme.split(`\n## ${heading}\n`)
  if (section === undefined) throw new Error(`The README has no section "${heading}"`)
  return section.split('\n## ')[0] ?? ''
}

/** The fenced blocks of a text in their order. */
export function codeBlocks(text: string): CodeBlock[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', block = '']) => ({
    language,
    text: block,
  }))
}
