import type { Sex } from '../../../domain/identity/sex.js'
import type { Name } from '../population/names.js'
import type { Random } from '../population/random.js'
import type { NameError } from './error-rates.js'
import { mistype, spellOld, spellVariant } from './spelling.js'

/** The facts of a person that name errors depend on. */
export interface NameBearer {
  readonly sex: Sex
  readonly adult: boolean
  readonly fatherName: Name
  readonly husbandName: Name | undefined
}

const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  MUHAMMAD: ['M.', 'MUH.', 'MOH.', 'MOCH.', 'MD.', 'MHD.', 'M', 'MUH'],
  MUHAMAD: ['M.', 'MUH.', 'MOH.', 'M', 'MUHD'],
  MOHAMMAD: ['M.', 'MOH.', 'MOH', 'MOCH.'],
  AHMAD: ['A.', 'AHM.', 'ACH.'],
  ACHMAD: ['A.', 'ACH.'],
  ABDUL: ['ABD.', 'ABD', 'A.'],
  SITI: ['ST.', 'S.', 'ST', 'STI'],
  NUR: ['N.', 'NR.'],
  NURUL: ['N.'],
  SRI: ['S.'],
  DEWI: ['D.'],
  WAYAN: ['WY.'],
  KETUT: ['KT.'],
  MADE: ['MD.'],
  GUSTI: ['GST.'],
  NYAYU: ['NY.', 'NYY.'],
  KIAGUS: ['KGS', 'KGS.'],
  MASAGUS: ['MGS', 'MGS.'],
  MASAYU: ['MSY', 'MSY.'],
  KEMAS: ['KMS', 'KMS.'],
  RADEN: ['R.', 'RD.'],
  TEUKU: ['T.', 'TK.'],
}
const JOINABLE = ['NUR', 'SITI', 'SRI', 'ABDUL', 'MUHAMMAD', 'TRI', 'DWI', 'EKA', 'SYAH']
const FRONT_TITLES = { L: ['H.', 'H.', 'H', 'DRS.', 'TN.', 'IR.', 'K.H.'], P: ['HJ.', 'HJ.', 'HJ', 'DRA.', 'NY.'] }
const BACK_TITLES = [', S.PD', ', S.E', ', S.H', ' S.AG', ', A.MD', ' SE']
const PATRONYMICS = { L: ['BIN', 'B.', 'BIN'], P: ['BINTI', 'BT.', 'BINTI', 'BTI'] }

function atWord(name: Name, at: number, change: (word: string) => string): Name {
  return name.map((word, index) => (index === at ? change(word) : word))
}

function dropWord(name: Name, random: Random): Name {
  if (name.length < 2) return name
  // The last word is lost most often, the first one only where others still identify the person.
  const at = random.chance(0.65) || name.length === 2 ? name.length - 1 : random.below(name.length)
  return name.filter((_, index) => index !== at)
}

function swapWords(name: Name, random: Random): Name {
  if (name.length < 2) return name
  const at = random.below(name.length - 1)
  return [...name.slice(0, at), name[at + 1]!, name[at]!, ...name.slice(at + 2)]
}

function abbreviate(name: Name, random: Random): Name {
  if (name.length < 2) return name
  const at = name.findIndex((word) => ABBREVIATIONS[word] !== undefined)
  return at < 0 ? name : atWord(name, at, (word) => random.pick(ABBREVIATIONS[word]!))
}

function shortenToInitial(name: Name, random: Random): Name {
  if (name.length < 2) return name
  const at = random.chance(0.25) ? 0 : random.between(1, name.length - 1)
  return atWord(name, at, (word) => `${word[0]!}${random.chance(0.8) ? '.' : ''}`)
}

function joinWords(name: Name, random: Random): Name {
  if (name.length < 2) return name
  const at = random.below(name.length - 1)
  return [...name.slice(0, at), name[at]! + name[at + 1]!, ...name.slice(at + 2)]
}

function splitWord(name: Name): Name {
  for (const [at, word] of name.entries()) {
    const prefix = JOINABLE.find((part) => word.startsWith(part) && word.length >= part.length + 4)
    if (prefix !== undefined) return [...name.slice(0, at), prefix, word.slice(prefix.length), ...name.slice(at + 1)]
  }
  return name
}

function addTitle(name: Name, { sex, adult }: NameBearer, random: Random): Name {
  if (!adult) return name
  if (random.chance(0.75)) return [random.pick(FRONT_TITLES[sex]), ...name]
  if (random.chance(0.3)) return [...name, sex === 'L' ? 'H.' : 'HJ']
  return atWord(name, name.length - 1, (word) => word + random.pick(BACK_TITLES))
}

function addFather(name: Name, { sex, fatherName }: NameBearer, random: Random): Name {
  return [...name, random.pick(PATRONYMICS[sex]), fatherName[0]!]
}

function addHusband(name: Name, { husbandName }: NameBearer): Name {
  return husbandName === undefined ? name : ['NY.', ...husbandName]
}

/** Returns a name with this error; a name that cannot have the error stays as it is. */
export function damageName(name: Name, error: NameError, bearer: NameBearer, random: Random): Name {
  const at = random.below(name.length)
  switch (error) {
    case 'missingWord':
      return dropWord(name, random)
    case 'swappedWords':
      return swapWords(name, random)
    case 'abbreviation':
      return abbreviate(name, random)
    case 'initial':
      return shortenToInitial(name, random)
    case 'oldSpelling':
      return atWord(name, at, (word) => spellOld(word, random))
    case 'variantLetters':
      return atWord(name, at, (word) => spellVariant(word, random))
    case 'typo':
      return atWord(name, at, (word) => mistype(word, random))
    case 'joined':
      return joinWords(name, random)
    case 'split':
      return splitWord(name)
    case 'patronymic':
      return addFather(name, bearer, random)
    case 'title':
      return addTitle(name, bearer, random)
    case 'nameOfHusband':
      return addHusband(name, bearer)
    case 'deceasedMark':
      return bearer.adult ? [...name, random.chance(0.6) ? '(ALM)' : 'ALMH.'] : name
    case 'otherCase':
    case 'surplusBlank':
      return name
  }
}
