import type { Name } from '../population/names.js'
import type { Random } from '../population/random.js'
import type { SourceShape } from '../population/sources.js'
import type { NameError } from './error-rates.js'
import { damageName, type NameBearer } from './name-errors.js'
import { mistype, spellVariant } from './spelling.js'

type Rates = readonly (readonly [NameError, number])[]

function titleCase(text: string): string {
  return text.toLowerCase().replace(/[a-z]+/g, (word) => word[0]!.toUpperCase() + word.slice(1))
}

function addBlank(text: string, random: Random): string {
  const inside = text.indexOf(' ')
  return inside > 0 && random.chance(0.5) ? `${text.slice(0, inside)} ${text.slice(inside)}` : `${text} `
}

/** Applies the list's letter case and width. */
function write(name: Name, shape: SourceShape): string {
  const text = name.join(' ').slice(0, shape.nameWidth)
  return shape.letters === 'title' ? titleCase(text) : text
}

/** Returns the name as the list has it: the kinds of errors are independent, in the order of the table. */
export function listName(
  bearer: NameBearer & { readonly name: Name },
  list: { readonly shape: SourceShape; readonly rates: Rates },
  random: Random,
): string {
  let name = bearer.name
  let otherCase = false
  let blank = false
  for (const [error, rate] of list.rates) {
    if (!random.chance(rate)) continue
    if (error === 'otherCase') otherCase = true
    else if (error === 'surplusBlank') blank = true
    else name = damageName(name, error, bearer, random)
  }
  const text = write(name, list.shape)
  const cased = otherCase ? (list.shape.letters === 'title' ? text.toUpperCase() : titleCase(text)) : text
  return blank ? addBlank(cased, random) : cased
}

/** Returns the mother's name as the list has it: blank, her first word alone, respelt, or correct. */
export function listMother(
  mother: Name,
  rates: { readonly motherBlank: number; readonly motherFirstWord: number; readonly motherDamaged: number },
  list: { readonly shape: SourceShape; readonly random: Random },
): string {
  const { random, shape } = list
  if (random.chance(rates.motherBlank)) return ''
  if (random.chance(rates.motherFirstWord)) return write(mother.slice(0, 1), shape)
  if (!random.chance(rates.motherDamaged)) return write(mother, shape)
  const at = random.below(mother.length)
  const respell = random.chance(0.5) ? spellVariant : mistype
  return write(
    mother.map((word, index) => (index === at ? respell(word, random) : word)),
    shape,
  )
}
