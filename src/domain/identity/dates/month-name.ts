/** Month names in Indonesian sources, old and new spelling and usual slips, and the English ones of spreadsheets. */
const NAMES: readonly (readonly string[])[] = [
  ['JANUARI', 'JANUARY', 'JANUWARI', 'DJANUARI', 'DJAN'],
  ['FEBRUARI', 'FEBRUARY', 'PEBRUARI', 'FEBUARI', 'PEBUARI', 'FEBRUWARI', 'PEBRUWARI'],
  ['MARET', 'MARCH', 'MART', 'MAART', 'MRT'],
  ['APRIL', 'APRIEL', 'APL'],
  ['MEI', 'MAY', 'MAI', 'MEY'],
  ['JUNI', 'JUNE', 'JUNY', 'DJUNI', 'DJUN'],
  ['JULI', 'JULY', 'DJULI', 'DJUL'],
  ['AGUSTUS', 'AUGUST', 'AUGUSTUS', 'AGOESTOES', 'AGUTUS', 'AGT', 'AGTS', 'AGS', 'AGST', 'AGSTS', 'AGUSTS', 'AGTUS'],
  ['SEPTEMBER', 'SEPTMBER', 'SPT', 'SEPTB', 'SPTMBR'],
  ['OKTOBER', 'OCTOBER', 'OKTOBR', 'OKTB'],
  ['NOVEMBER', 'NOPEMBER', 'NOFEMBER', 'NPB', 'NOVB', 'NOPB'],
  ['DESEMBER', 'DECEMBER', 'DESMBER', 'DESB'],
]
/** A beginning of a name is its abbreviation (Agust, Febr); two letters would fit several. */
const SHORTEST_BEGINNING = 3

const MONTH_OF_NAME: ReadonlyMap<string, number> = monthsOfBeginnings()

function monthsOfBeginnings(): ReadonlyMap<string, number> {
  const months = new Map<string, number>()
  for (const [index, names] of NAMES.entries())
    for (const beginning of names.flatMap(beginningsOf)) {
      const known = months.get(beginning) ?? index + 1
      months.set(beginning, known === index + 1 ? known : 0)
    }
  return months
}

const ROMAN: readonly string[] = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

function beginningsOf(name: string): readonly string[] {
  return Array.from({ length: name.length - SHORTEST_BEGINNING + 1 }, (_, at) => name.slice(0, SHORTEST_BEGINNING + at))
}

/** Returns the month (1 to 12) of an upper-case word, or 0. */
export function monthOfName(word: string): number {
  return MONTH_OF_NAME.get(word) ?? 0
}

/** Returns the month (1 to 12) of a Roman numeral in upper case, or 0. */
export function monthOfNumeral(word: string): number {
  return ROMAN.indexOf(word) + 1
}
