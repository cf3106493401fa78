import { LEVELS_OF_KIND } from './compare/comparators.js'
import { type Comparison, type ComparisonKind, type Level, Model } from './model/model.js'

/**
 * Levels that were once counted as another level of their comparison. A model from before them keeps its meaning: the
 * new level has the probabilities of the former one.
 */
const FORMER_LEVELS: Partial<Record<ComparisonKind, Readonly<Record<string, string>>>> = {
  nik: { different_confirmed: 'different' },
  kk: { damaged: 'near', serial_near: 'near' },
  person_name: { alias: 'different' },
  birth_date: {
    epoch_off: 'different',
    beside_nik: 'equal',
    off_beside_nik: 'one_part_off',
    counted_in_nik: 'different',
  },
}

/**
 * Parses a model from its JSON document. Throws a ZodError if the form is wrong, and an Error with one sentence for an
 * unknown field or level.
 */
export function parseModel(document: unknown): Model {
  const parsed = Model.parse(document)
  const model = { ...parsed, comparisons: parsed.comparisons.map(withNewLevels) }
  checkFields(model)
  checkLevels(model)
  checkGiven(model)
  checkVetoes(model)
  return model
}

function withNewLevels(comparison: Comparison): Comparison {
  const { kind, levels } = comparison
  const added = Object.entries(FORMER_LEVELS[kind] ?? {}).flatMap(([level, former]) => {
    const known = levels.find((given) => given.level === former)
    return known === undefined || levels.some((given) => given.level === level) ? [] : [{ ...known, level }]
  })
  return added.length === 0 ? comparison : { ...comparison, levels: [...levels, ...added] }
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
  for (const comparison of comparisons) checkLevelsOf(comparison, comparison.levels)
}

function checkLevelsOf({ name, kind }: Comparison, levels: readonly Level[]): void {
  const known = LEVELS_OF_KIND[kind].slice(1)
  for (const { level } of levels) {
    if (!known.includes(level)) throw new Error(`the comparison ${name} names the unknown level ${level}`)
  }
  const missing = known.find((level) => !levels.some((listed) => listed.level === level))
  if (missing !== undefined) throw new Error(`the comparison ${name} lacks the level ${missing}`)
}

/** Company may change while families are still incomplete, so nothing may depend on it. */
function checkGiven({ comparisons }: Model): void {
  comparisons.forEach((comparison, at) => {
    const { name, kind, given = [] } = comparison
    for (const { comparison: earlierName, levels } of given) {
      const earlier = comparisons.slice(0, at).find((candidate) => candidate.name === earlierName)
      if (earlier === undefined)
        throw new Error(`the comparison ${name} depends on ${earlierName}, which is not before it`)
      if (kind === 'company' || earlier.kind === 'company') throw new Error(`the comparison ${name} depends on company`)
      for (const [level, own] of Object.entries(levels)) {
        const isKnown = LEVELS_OF_KIND[earlier.kind].slice(1).includes(level)
        if (!isKnown) throw new Error(`the comparison ${name} depends on the unknown level ${earlierName}=${level}`)
        checkLevelsOf(comparison, own)
      }
    }
  })
}

function checkVetoes({ vetoes, comparisons }: Model): void {
  for (const { comparison, level } of vetoes.flatMap((veto) => [veto, ...veto.unless])) {
    const kind = comparisons.find(({ name }) => name === comparison)?.kind
    if (kind === undefined || !LEVELS_OF_KIND[kind].includes(level)) {
      throw new Error(`a veto names ${comparison}=${level}, which the model does not have`)
    }
  }
}
