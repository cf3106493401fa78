import type { Evidence, WhyNot } from '../../domain/linkage/explain.js'
import { GRADE_WORDS } from '../../domain/linkage/words/outcome-words.js'
import { strengthOf, STRENGTH_WORDS } from '../../domain/linkage/words/strength-words.js'
import type { Language } from '../../domain/linkage/words/words.js'

interface Labels {
  readonly columns: readonly string[]
  readonly sum: string
  readonly probability: string
  readonly grade: string
  readonly vetoes: string
  readonly sharedKeys: string
  readonly outcome: string
  readonly none: string
}

const LABELS: Readonly<Record<Language, Labels>> = {
  en: {
    columns: ['comparison', 'left', 'right', 'what was seen', 'bits', 'weight'],
    sum: 'sum',
    probability: 'probability',
    grade: 'grade',
    vetoes: 'vetoes',
    sharedKeys: 'shared keys',
    outcome: 'outcome',
    none: 'none',
  },
  id: {
    columns: ['perbandingan', 'kiri', 'kanan', 'yang terlihat', 'bit', 'bobot'],
    sum: 'jumlah',
    probability: 'peluang',
    grade: 'tingkat',
    vetoes: 'larangan',
    sharedKeys: 'kunci yang sama',
    outcome: 'hasil',
    none: 'tidak ada',
  },
}

const SIGNED = { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' } as const
const SHARE = { minimumFractionDigits: 6, maximumFractionDigits: 6 } as const

/** Each language has its own decimal mark. */
const BITS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en', SIGNED),
  id: new Intl.NumberFormat('id', SIGNED),
}
const PROBABILITY: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en', SHARE),
  id: new Intl.NumberFormat('id', SHARE),
}

/** Formats an explanation as a table with aligned columns, followed by a line for each conclusion. */
export function explainText(explanation: WhyNot, language: Language): string {
  const labels = LABELS[language]
  const sum = [labels.sum, '', '', '', BITS[language].format(explanation.weight), '']
  const table = alignColumns([labels.columns, ...explanation.evidence.map((each) => cellsOf(each, language)), sum])
  const listed = (names: readonly string[]): string => names.join('; ') || labels.none
  const summary = [
    [labels.probability, PROBABILITY[language].format(explanation.probability)],
    [labels.grade, `${explanation.grade} (${GRADE_WORDS[explanation.grade][language]})`],
    [labels.vetoes, listed(explanation.vetoes)],
    [labels.sharedKeys, listed(explanation.sharedKeys)],
    [labels.outcome, explanation.words[language]],
  ]
  return [...table, '', ...alignColumns(summary)].map((line) => `${line}\n`).join('')
}

function cellsOf({ comparison, left, right, words, weight }: Evidence, language: Language): readonly string[] {
  const strength = STRENGTH_WORDS[strengthOf(weight)][language]
  return [comparison, printable(left), printable(right), words[language], BITS[language].format(weight), strength]
}

const UNPRINTABLE = /[\p{C}\s]+/gu
const WIDEST_VALUE = 40

/** Values can contain line breaks and control characters, which would break the table or the terminal. */
function printable(value: string): string {
  const line = value.replace(UNPRINTABLE, ' ')
  return line.length > WIDEST_VALUE ? `${line.slice(0, WIDEST_VALUE - 1)}…` : line
}

const BITS_TEXT = /^[+-]?\d+[.,]\d\d$/

/** Pads the cells of rows to the widths of their columns, bits to the right. */
function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) => {
    const cells = row.map((cell, at) => {
      const width = widths[at] ?? 0
      return BITS_TEXT.test(cell) ? cell.padStart(width) : cell.padEnd(width)
    })
    return cells.join('  ').trimEnd()
  })
}
