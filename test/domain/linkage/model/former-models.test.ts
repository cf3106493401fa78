import { test } from 'tap'
import { parseModel } from '../../../../src/domain/linkage/parse-model.js'
import { BUILT_IN } from '../../../support/domain/built-in-table.js'

/** The built-in model without the levels that a registry which began earlier does not have. */
function formerModel(): unknown {
  const added = ['different_confirmed', 'damaged', 'serial_near', 'alias', 'epoch_off', 'beside_nik', 'off_beside_nik']
  const isFormer = ({ level }: { readonly level: string }): boolean => ![...added, 'counted_in_nik'].includes(level)
  const comparisons = BUILT_IN.comparisons.map((comparison) => ({
    ...comparison,
    levels: comparison.levels.filter(isFormer),
  }))
  return { ...BUILT_IN, comparisons, vetoes: [], prior: { matchBits: -20 } }
}

test('a model from before a level was added counts it as the level that it was', async (t) => {
  const { comparisons } = parseModel(formerModel())
  const sharesOf = (comparison: string, level: string): unknown => {
    const found = comparisons.find(({ name }) => name === comparison)?.levels.find((each) => each.level === level)
    return found === undefined ? undefined : { ...found, level: '' }
  }
  const cases = [
    ['nik', 'different_confirmed', 'different'],
    ['kk', 'damaged', 'near'],
    ['kk', 'serial_near', 'near'],
    ['name', 'alias', 'different'],
    ['birth_date', 'epoch_off', 'different'],
    ['birth_date', 'beside_nik', 'equal'],
    ['birth_date', 'off_beside_nik', 'one_part_off'],
    ['birth_date', 'counted_in_nik', 'different'],
  ] as const
  for (const [comparison, level, former] of cases) {
    t.ok(sharesOf(comparison, level), `${comparison}=${level}`)
    t.same(sharesOf(comparison, level), sharesOf(comparison, former), `${comparison}=${level} as ${former}`)
  }
})

test('a model that lacks any other level is refused', async (t) => {
  const [nik, ...others] = BUILT_IN.comparisons
  const without = { ...nik, levels: nik?.levels.filter(({ level }) => level !== 'equal') }
  t.throws(() => parseModel({ ...BUILT_IN, comparisons: [without, ...others], vetoes: [] }), /lacks the level equal/)
})
