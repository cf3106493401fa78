import { blockKey } from '../blocking/block-key.js'
import type { Comparison, FieldType, Model } from '../model/model.js'

/** Returns the model's comparison of the company of two records: the other members of their families. */
export function companyComparison({ comparisons }: Pick<Model, 'comparisons'>): Comparison | undefined {
  return comparisons.find(({ kind }) => kind === 'company')
}

/**
 * Returns the indexes of the blocking rules that give rows which resemble each other (as counted by the company
 * comparison) a common key. Empty if the model has no such rules.
 */
function companyRules(model: Model): readonly number[] {
  const [, nik = '', date = '', name = ''] = companyComparison(model)?.fields ?? []
  const ruleOf = (atoms: readonly string[]): number =>
    model.blocking.findIndex(
      (rule) => rule.atoms.length === atoms.length && atoms.every((atom) => rule.atoms.includes(atom)),
    )
  const byDate = [`${date}.each`, `${date}.unordered`, `${date}.value`, date].map((atom) =>
    ruleOf([`${name}.rare`, atom]),
  )
  const found = [ruleOf([nik]), byDate.find((number) => number >= 0) ?? -1]
  return model.stopKeys.length === 0 && !found.includes(-1) ? found : []
}

/**
 * Whether rows that resemble each other, as counted by the company comparison, always share a block key of the model.
 */
export function companySharesKeys(model: Model): boolean {
  return companyRules(model).length > 0
}

/** Returns a check for the block keys by which rows that resemble each other meet. */
export function companyKeys(model: Model): (key: number) => boolean {
  const ranges = companyRules(model).map((ruleNumber) => ({
    first: blockKey({ ruleNumber, place: 0, hash: 0 }),
    end: blockKey({ ruleNumber: ruleNumber + 1, place: 0, hash: 0 }),
  }))
  return (key) => ranges.some(({ first, end }) => key >= first && key < end)
}

const TYPES_OF_NIK: readonly FieldType[] = ['nik', 'kk', 'birth_date', 'household']

/**
 * Returns the columns of a record that affect other members of its family: those of the company comparison, and those
 * that decide which member a NIK belongs to.
 */
export function familyColumns(model: Pick<Model, 'fields' | 'comparisons'>): readonly string[] {
  const named = companyComparison(model)?.fields ?? []
  const fields = model.fields.filter(({ name, type }) => named.includes(name) || TYPES_OF_NIK.includes(type))
  return [...new Set(fields.flatMap(({ columns }) => columns))]
}

/**
 * Whether the level `none` (both records have families, but nobody in common) never speaks for a match. Then giving a
 * record a family without any match in the other record's family cannot raise the score.
 */
export function strangersOnlyTakeAway(model: Pick<Model, 'comparisons'>): boolean {
  const company = companyComparison(model)
  if (company === undefined) return true
  const none = company.levels.find(({ level }) => level === 'none')
  if (none === undefined) return true
  // Kin are the third class: a lower likelihood of kin must not outweigh the level either.
  return none.m <= none.u && none.m <= (none.kin ?? none.u)
}
