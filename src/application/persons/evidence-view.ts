import type { Evidence, PairExplanation } from '../../domain/linkage/explain.js'
import type { Grade } from '../../domain/linkage/scoring/classify.js'
import type { Words } from '../../domain/linkage/words/words.js'

/** The evidence of one comparison: its weight in bits, the two values, and a sentence in English and Indonesian. */
export interface EvidenceView {
  readonly comparison: string
  readonly level: string
  readonly weight: number
  readonly left: string
  readonly right: string
  readonly words: Words
}

/** The weight of a pair of records with its evidence. The weights of the evidence add up to the weight of the pair. */
export interface ExplanationView {
  readonly weight: number
  readonly probability: number
  readonly grade: Grade
  readonly vetoes: readonly string[]
  readonly evidence: readonly EvidenceView[]
}

export function viewExplanation(explanation: PairExplanation): ExplanationView {
  const { weight, probability, grade, vetoes, evidence } = explanation
  return { weight, probability, grade, vetoes, evidence: evidence.map(viewEvidence) }
}

function viewEvidence({ comparison, level, weight, left, right, words }: Evidence): EvidenceView {
  return { comparison, level, weight, left, right, words }
}
