import type { Words } from './words.js'

/** Strength of a weight, from the strongest support to the strongest contradiction. */
export type Strength =
  'strongly_for' | 'for' | 'slightly_for' | 'neutral' | 'slightly_against' | 'against' | 'strongly_against'

/** Odds of 100 : 1 and 10 : 1, from which Jeffreys (1961) calls evidence decisive and strong; half a bit is 1.4 : 1. */
const STRONG_BITS = Math.log2(100)
const CLEAR_BITS = Math.log2(10)
const SLIGHT_BITS = 0.5

/** Returns how strongly a weight in bits speaks for or against one person. */
export function strengthOf(weight: number): Strength {
  if (weight >= STRONG_BITS) return 'strongly_for'
  if (weight >= CLEAR_BITS) return 'for'
  if (weight >= SLIGHT_BITS) return 'slightly_for'
  if (weight > -SLIGHT_BITS) return 'neutral'
  if (weight > -CLEAR_BITS) return 'slightly_against'
  return weight > -STRONG_BITS ? 'against' : 'strongly_against'
}

export const STRENGTH_WORDS: Readonly<Record<Strength, Words>> = {
  strongly_for: { en: 'speaks strongly for', id: 'mendukung kuat' },
  for: { en: 'speaks for', id: 'mendukung' },
  slightly_for: { en: 'speaks slightly for', id: 'sedikit mendukung' },
  neutral: { en: 'neutral', id: 'netral' },
  slightly_against: { en: 'speaks slightly against', id: 'sedikit menentang' },
  against: { en: 'speaks against', id: 'menentang' },
  strongly_against: { en: 'speaks strongly against', id: 'menentang kuat' },
}
