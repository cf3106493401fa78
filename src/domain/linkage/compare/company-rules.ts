import { blockKey } from '../blocking/block-key.js'
import type { Comparison, FieldType, Model } from '../model/model.js'

/** The comparison of the company that two records keep in their lists, where the model has one. */
export function companyComparison({ comparisons }: Pick<Model, 'comparisons'>): Comparison | undefined {
  return comparisons.find(({ kind }) => kind === 'company')
}

/** Numbers, in the model's order, of the blocking rules of which rows that resemble each other, as company is counted, share a key. */
function companyRules(model: Model): readonly number[] {
  const [, nik = '', date = '', name = ''] = companyComparison(model)?.fields ?? []
  const ruleOf = (atoms: readonly string[]): number =>
    model.blocking.findIndex(
      (rule) => rule.atoms.length === atoms.length && atoms.every((atom) => rule.atoms.includes(atom)),
    )
  const byDate = [`${date}.unordered`, `${date}.value`, date].map((atom) => ruleOf([`${name}.rare`, atom]))
  const found = [ruleOf([nik]), byDate.find((number) => number >= 0) ?? -1]
  return model.stopKeys.length === 0 && !found.includes(-1) ? found : []
}

/** Whether rows that resemble each other, as company is counted, always share a block key of the model. */
export function companySharesKeys(model: Model): boolean {
  return companyRules(model).length > 0
}

/** Tells the block keys by which rows that resemble each other meet. */
export function companyKeys(model: Model): (key: number) => boolean {
  const ranges = companyRules(model).map((ruleNumber) => ({
    first: blockKey({ ruleNumber, place: 0, hash: 0 }),
    end: blockKey({ ruleNumber: ruleNumber + 1, place: 0, hash: 0 }),
  }))
  return (key) => ranges.some(({ first, end }) => key >= first && key < end)
}

const TYPES_OF_NIK: readonly FieldType[] = ['nik', 'kk', 'birth_date', 'household']

/**
 * The columns of a record by which it counts as company of the others in its family, and by which it is known whose NIK is
 * whose: what its other columns say is nothing to its family.
 */
export function familyColumns(model: Pick<Model, 'fields' | 'comparisons'>): readonly string[] {
  const named = companyComparison(model)?.fields ?? []
  const fields = model.fields.filter(({ name, type }) => named.includes(name) || TYPES_OF_NIK.includes(type))
  return [...new Set(fields.flatMap(({ columns }) => columns))]
}

/**
 * Whether it speaks against two records being one person that both have a family and nobody in common, and never for it: then
 * nobody who had no family gains by getting one in which the other record's family knows nobody.
 */
export function strangersOnlyTakeAway(model: Pick<Model, 'comparisons'>): boolean {
  const company = companyComparison(model)
  if (company === undefined) return true
  const none = company.levels.find(({ level }) => level === 'none')
  if (none === undefined) return true
  // Two members of one family are the third class: that they become less likely must not outweigh it.
  return none.m <= none.u && none.m <= (none.kin ?? none.u)
}
