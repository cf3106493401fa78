import { test } from 'tap'
import { liesIn, narrowerArea, readAreaPrefix } from '../../../src/application/context/area-scope.js'

test('a code lies in the areas that contain it, in the scheme of the code', async (t) => {
  const cases: readonly [string | undefined, string | undefined, boolean][] = [
    ['16.06.01.2001', undefined, true],
    [undefined, undefined, true],
    ['16.06.01.2001', '16', true],
    ['16.06.01.2001', '16.06', true],
    ['16.06.01.2001', '16.06.01', true],
    ['16.06.01.2001', '16.06.01.2001', true],
    ['16.06.01.2001', '16.06.0', false],
    ['16.06.01.2001', '16.07', false],
    ['16.06.10.2001', '16.06.1', false],
    ['16.06', '16.06', true],
    ['16.06.010.001', '16.06', false],
    ['16.06.010.001', '16.06.01', false],
    ['16.06.010.001', '16.06.010', true],
    [undefined, '16', false],
    ['', '16', false],
  ]
  for (const [code, prefix, expected] of cases) t.equal(liesIn(code, prefix), expected, `${code} in ${prefix}`)
})

test('area codes are read with dots or as Kemendagri digits', async (t) => {
  const cases: readonly [string, string | undefined][] = [
    ['16', '16'],
    ['1606', '16.06'],
    ['160601', '16.06.01'],
    ['1606012001', '16.06.01.2001'],
    ['16.06.010', '16.06.010'],
    ['16.06.010.001', '16.06.010.001'],
    ['16.6', undefined],
    ['1', undefined],
    ['16%', undefined],
    ['', undefined],
  ]
  for (const [text, expected] of cases) t.equal(readAreaPrefix(text), expected, text)
})

test('the intersection of two areas is the smaller one, or empty if they are disjoint', async (t) => {
  t.same(narrowerArea('16.06', undefined), { area: '16.06' })
  t.same(narrowerArea(undefined, '16'), { area: '16' })
  t.same(narrowerArea('16.06', '16'), { area: '16.06' })
  t.same(narrowerArea('16', '16.06'), { area: '16.06' })
  t.equal(narrowerArea('16.07', '16.06'), undefined)
  t.equal(narrowerArea('16.0', '16.06'), undefined)
  t.equal(narrowerArea('16.06.010', '16.06'), undefined, 'a kecamatan of BPS is of another regency')
})

test('a code lies in the intersection of two areas exactly if it lies in both, in either scheme', async (t) => {
  const areas = [
    undefined,
    '16',
    '17',
    '16.06',
    '16.07',
    '16.06.01',
    '16.06.010',
    '16.06.10',
    '16.06.01.2001',
    '16.06.010.001',
    '16.06.010.002',
  ]
  const inBoth = (requested: string | undefined, allowed: string | undefined) =>
    areas.filter((code) => liesIn(code, requested) && liesIn(code, allowed))
  for (const requested of areas)
    for (const allowed of areas) {
      const narrower = narrowerArea(requested, allowed)
      const inNarrower = areas.filter((code) => narrower !== undefined && liesIn(code, narrower.area))
      t.same(inNarrower, inBoth(requested, allowed), `${requested} and ${allowed}`)
    }
})
