import { LEVELS_OF_KIND } from './compare/comparators.js'
import { Model } from './model/model.js'

/**
 * Parses a model from its JSON document. Throws a ZodError if the form is wrong, and an Error with one sentence for an
 * unknown field or level.
 */
export function parseModel(document: unknown): Model {
  const model = Model.parse(document)
  checkFields(model)
  checkLevels(model)
  checkVetoes(model)
  return model
}

function checkFields({ fields, comparisons, blocking, termFrequencies }: Model): void {
  const known = new Set(fields.map(({ name }) => name))
  const check = (name: string, where: string): void => {
    if (!known.has(name)) throw new Error(`${where} names the unknown field ${name}`)
  }
  for (const comparison of comparisons) {
    for (const field of comparison.fields) check(field, `the comparison ${comparison.name}`)
  }
  for (const rule of blocking) {
    for (const atom of rule.atoms) check(atom.split('.')[0] ?? '', `the block rule ${rule.name}`)
  }
  for (const frequency of termFrequencies) for (const field of frequency.fields) check(field, 'a term frequency')
}

function checkLevels({ comparisons }: Model): void {
  for (const { name, kind, levels } of comparisons) {
    const known = LEVELS_OF_KIND[kind].slice(1)
    for (const { level } of levels) {
      if (!known.includes(level)) throw new Error(`the comparison ${name} names the unknown level ${level}`)
    }
    const missing = known.find((level) => !levels.some((given) => given.level === level))
    if (missing !== undefined) throw new Error(`the comparison ${name} lacks the level ${missing}`)
  }
}

function checkVetoes({ vetoes, comparisons }: Model): void {
  for (const { comparison, level } of vetoes.flatMap((veto) => [veto, ...veto.unless])) {
    const kind = comparisons.find(({ name }) => name === comparison)?.kind
    if (kind === undefined || !LEVELS_OF_KIND[kind].includes(level)) {
      throw new Error(`a veto names ${comparison}=${level}, which the model does not have`)
    }
  }
}
