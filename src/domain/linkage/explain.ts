import { visitCandidates, type BlockIndex } from './blocking/block.js'
import { gradeOf, vetoFinder, type Grade } from './scoring/classify.js'
import type { RawRecord } from './features/raw-record.js'
import type { Comparison, ComparisonKind, Model } from './model/model.js'
import type { PairFilter } from './blocking/pair-filter.js'
import { probabilityOf, type PairScorer } from './scoring/score.js'
import { KIN_WORDS, type KinLevel, SHARED_NIK_WORDS, type SharedNikLevel } from './words/family-words.js'
import { levelWords } from './words/level-words.js'
import { OUTCOME_WORDS, type Outcome } from './words/outcome-words.js'
import { priorWords } from './words/prior-words.js'
import type { Words } from './words/words.js'

/** The result of one comparison of a pair: weight in bits, and the compared values as received. */
export interface Evidence {
  readonly comparison: string
  readonly level: string
  readonly weight: number
  readonly left: string
  readonly right: string
  readonly words: Words
}

/** Explains the weight of a pair in bits; the weights of the evidence add up to it. */
export interface PairExplanation {
  readonly weight: number
  readonly probability: number
  readonly grade: Grade
  /** Each `comparison=level` that forbids linking the pair automatically. */
  readonly vetoes: readonly string[]
  /** The prior first, then by strength, for or against. */
  readonly evidence: readonly Evidence[]
}

/** The records of a pair as received. */
export interface PairRecords {
  readonly left: RawRecord
  readonly right: RawRecord
}

/** The rows of a pair in the scorer's table: i for the left record, j for the right. */
export interface PairRows {
  readonly i: number
  readonly j: number
}

/** Explains the weight of a pair by all comparisons, the prior, and the possibilities of kin and of a shared NIK. */
export function explainPair(scorer: PairScorer, records: PairRecords, { i, j }: PairRows): PairExplanation {
  const { model } = scorer
  const weight = scorer.score(i, j)
  const seen = model.comparisons.map((comparison, at) => explainComparison(scorer, at, comparison, records))
  const vetoes = vetoFinder(model, scorer.comparators)(scorer.levels)
  return {
    weight,
    probability: probabilityOf(weight),
    grade: gradeOf(weight, model.thresholds, vetoes.length > 0),
    vetoes: vetoes.map(({ comparison, level }) => `${comparison}=${level}`),
    evidence: [explainPrior(model), ...strongestFirst([...seen, ...explainKin(scorer), ...explainShared(scorer)])],
  }
}

function explainComparison(
  scorer: PairScorer,
  at: number,
  comparison: Comparison,
  { left, right }: PairRecords,
): Evidence {
  const level = scorer.comparators[at]?.levels[scorer.levels[at] ?? 0] ?? ''
  const columns = shownColumns(scorer.model, comparison, level)
  return {
    comparison: comparison.name,
    level,
    weight: scorer.weights[at] ?? 0,
    left: valuesOf(left, columns),
    right: valuesOf(right, columns),
    words: levelWords(comparison, level),
  }
}

/** Levels that are decided by fields after the first. At all other levels only the first field was compared. */
const DECIDED_BY_OTHERS: Partial<Record<ComparisonKind, string>> = {
  birth_date: 'nik_date',
  list: 'same_family_in_list',
  similarity: 'crossed',
}

function shownColumns(model: Model, { kind, fields }: Comparison, level: string): readonly string[] {
  const shown = DECIDED_BY_OTHERS[kind] === level ? fields : fields.slice(0, 1)
  const columns = shown.flatMap((name) => model.fields.find((field) => field.name === name)?.columns ?? [])
  return [...new Set(columns)]
}

function valuesOf(record: RawRecord, columns: readonly string[]): string {
  const values = columns.map((column) => record[column] ?? '')
  return values.filter((value) => value.trim() !== '').join(', ')
}

function explainPrior({ prior }: Model): Evidence {
  return {
    comparison: 'prior',
    level: 'prior',
    weight: prior.matchBits,
    left: '',
    right: '',
    words: priorWords(prior),
  }
}

/** If another class takes off fewer bits, the pair is unlikely to belong to it. */
const NOTABLE_BITS = 0.5

/** Returns no evidence if the model has no kin class. */
function explainKin({ model, kinCorrection }: PairScorer): readonly Evidence[] {
  if (model.prior.kinBits === undefined) return []
  const level: KinLevel = kinCorrection > -NOTABLE_BITS ? 'unlikely' : 'possible'
  return [{ comparison: 'kin', level, weight: kinCorrection, left: '', right: '', words: KIN_WORDS[level] }]
}

/** Returns no evidence if the records do not share a NIK. */
function explainShared({ sharedCorrection: weight }: PairScorer): readonly Evidence[] {
  if (weight === 0) return []
  const level: SharedNikLevel = weight > -NOTABLE_BITS ? 'unlikely' : 'possible'
  return [{ comparison: 'shared_nik', level, weight, left: '', right: '', words: SHARED_NIK_WORDS[level] }]
}

function strongestFirst(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
}

/** Which pairs of a table are compared: those that share a key of the index and may be one person. */
export interface Candidacy {
  readonly index: BlockIndex
  readonly mayBeOne: PairFilter
}

/** Why a pair is linked or not: the outcome, and the names of the block rules that make it a candidate. */
export interface WhyNot extends PairExplanation {
  readonly outcome: Outcome
  readonly words: Words
  readonly sharedKeys: readonly string[]
}

/** Explains the outcome of a pair. A pair that is never compared is scored as well, to show what blocking missed. */
export function explainWhyNot(
  scorer: PairScorer,
  { index, mayBeOne }: Candidacy,
  { records, rows }: { records: PairRecords; rows: PairRows },
): WhyNot {
  const explanation = explainPair(scorer, records, rows)
  const sharedKeys = sharedRules(scorer.model, index, rows)
  const concluded = (outcome: Outcome): WhyNot => ({
    ...explanation,
    outcome,
    words: OUTCOME_WORDS[outcome],
    sharedKeys,
  })
  if (sharedKeys.length === 0) return concluded('no_shared_key')
  if (!mayBeOne(rows.i, rows.j)) return concluded('one_list')
  return concluded(outcomeOf(scorer, explanation))
}

function sharedRules({ blocking }: Model, index: BlockIndex, { i, j }: PairRows): readonly string[] {
  const earlier = Math.min(i, j)
  const later = Math.max(i, j)
  const shares = (number: number): boolean => {
    const met: number[] = []
    const oneRule = { size: index.size, rules: index.rules.slice(number, number + 1) }
    visitCandidates(oneRule, later, later + 1, (row) => met.push(row))
    return met.includes(earlier)
  }
  return blocking.filter((_, number) => shares(number)).map(({ name }) => name)
}

function outcomeOf(scorer: PairScorer, { weight, vetoes }: PairExplanation): Outcome {
  const isVetoed = vetoes.length > 0
  switch (gradeOf(weight, scorer.model.thresholds, false)) {
    case 'certain':
      return isVetoed ? 'vetoed' : 'linked'
    case 'probable':
    case 'possible':
      return 'queued'
    case 'certainly_not':
      return 'dropped'
  }
}
