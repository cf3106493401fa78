import type { Prior } from '../model/model.js'
import type { Words } from './words.js'

const IN_ENGLISH = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 })
const IN_INDONESIAN = new Intl.NumberFormat('id', { maximumSignificantDigits: 2 })

/** Returns a sentence about the odds of a pair before its records are compared. */
export function priorWords({ matchBits }: Prior): Words {
  const pairsPerMatch = 1 + 2 ** -matchBits
  return {
    en: `before any comparison: of pairs of records drawn at random, one in ${IN_ENGLISH.format(pairsPerMatch)} is one person`,
    id: `sebelum dilihat: dari dua data sembarang, satu di antara ${IN_INDONESIAN.format(pairsPerMatch)} pasangan adalah orang yang sama`,
  }
}
