import { pageText } from './pages.js'

/** A fenced block of a page. */
export interface CodeBlock {
  readonly language: string
  readonly text: string
  /** The reason that the page declares in `<!-- not run: REASON -->` before a block that no test runs. */
  readonly notRun: string | undefined
}

/** Pictures and outputs: no program reads them. */
const DRAWN = new Set(['mermaid', 'text'])

const BLOCK = /(?:^<!-- not run: (.+?) -->\n\n)?^```(\w*)\n(.*?)^```$/gms

/** The fenced blocks of a text in their order, except pictures. */
export function codeBlocks(text: string): CodeBlock[] {
  return [...text.matchAll(BLOCK)]
    .map(([, notRun, language = '', block = '']) => ({ language, text: block, notRun }))
    .filter(({ language }) => !DRAWN.has(language))
}

/**
 * The pages with blocks that tests run, in the order of their commands. A test runs every block of its pages that is not
 * declared `not run`.
 */
export const SESSIONS = {
  firstHours: ['docs/integrator.md', 'README.md', 'docs/admin.md'],
  backup: ['docs/operator.md'],
  engine: ['docs/model.md'],
} as const

/** The blocks of a session that are not declared `not run`. */
export function blocksToRun(session: keyof typeof SESSIONS): CodeBlock[] {
  return SESSIONS[session].flatMap((page) => codeBlocks(pageText(page))).filter(({ notRun }) => notRun === undefined)
}
