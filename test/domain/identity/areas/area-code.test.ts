import fc from 'fast-check'
import { test } from 'tap'
import {
  type AreaLevel,
  type AreaScheme,
  containingArea,
  parseAreaCode,
} from '../../../../src/domain/identity/areas/area-code.js'
import { presentVillage } from '../../../../src/domain/identity/areas/ended-codes.js'

const CASES: readonly { text: string; scheme: AreaScheme; code?: string; level?: AreaLevel }[] = [
  { text: '16', scheme: 'kemendagri', code: '16', level: 'province' },
  { text: '16.06', scheme: 'kemendagri', code: '1606', level: 'regency' },
  { text: '16.06.09', scheme: 'kemendagri', code: '160609', level: 'district' },
  { text: '16.06.09.2009', scheme: 'kemendagri', code: '1606092009', level: 'village' },
  { text: '1606092009', scheme: 'kemendagri', code: '1606092009', level: 'village' },
  { text: "'1606092009.0", scheme: 'kemendagri', code: '1606092009', level: 'village' },
  { text: '1606092', scheme: 'bps', code: '1606092', level: 'district' },
  { text: '1606092009', scheme: 'bps', code: '1606092009', level: 'village' },
  { text: '16.06.092.009', scheme: 'bps', code: '1606092009', level: 'village' },
  // The length or the groups betray the other scheme.
  { text: '1606092', scheme: 'kemendagri' },
  { text: '160609', scheme: 'bps' },
  { text: '16.06.092.009', scheme: 'kemendagri' },
  { text: '16.06.09.2009', scheme: 'bps' },
  { text: '1606090009', scheme: 'kemendagri' },
  { text: '1600', scheme: 'kemendagri' },
  { text: '1606000000', scheme: 'bps' },
  { text: '', scheme: 'kemendagri' },
  { text: '-', scheme: 'bps' },
  { text: '16.6', scheme: 'kemendagri' },
  { text: 'Sekayu', scheme: 'kemendagri' },
]

test('a code is read in the scheme of its source only', async (t) => {
  for (const { text, scheme, code, level } of CASES)
    t.same(parseAreaCode(text, scheme), code === undefined ? undefined : { scheme, code, level }, `${scheme} ${text}`)
})

test('an area lies in the areas whose codes begin its code', async (t) => {
  const village = parseAreaCode('1606092009', 'bps')!
  t.same(containingArea(village, 'district'), { scheme: 'bps', code: '1606092', level: 'district' })
  t.same(containingArea(village, 'village'), village)
  t.equal(containingArea(parseAreaCode('1606', 'bps')!, 'district'), undefined)
})

test('parsing is idempotent on its code and never throws', async (t) => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9.]{0,14}$/))
  fc.assert(
    fc.property(text, fc.constantFrom<AreaScheme>('kemendagri', 'bps'), (original, scheme) => {
      const area = parseAreaCode(original, scheme)
      if (area === undefined) return true
      const again = parseAreaCode(area.code, scheme)
      return again?.code === area.code && again.level === area.level
    }),
    { numRuns: 2000 },
  )
  t.end()
})

test('a code that ended with its regency becomes the present one', async (t) => {
  const ended = {
    '92.71.02.1006': '9671021006',
    '9271': '9671',
    '91.02.01.1001': '9501011001',
    '91.02.12': '950104',
    '91.02.68.2001': '9501402001',
    '91.09.05.2003': '9404052003',
    '9205252001': '9603242001',
    '64.73.01.1002': '6571011002',
    '64.05': '6503',
  }
  for (const [code, present] of Object.entries(ended)) t.equal(parseAreaCode(code, 'kemendagri')?.code, present, code)
  for (const code of ['9202011001', '9103022001', '6402061001', '1606022001', '92', '9171011001', '9671021006'])
    t.equal(parseAreaCode(code, 'kemendagri')?.code, code, code)
  t.equal(parseAreaCode('9271021006', 'bps')?.code, '9271021006', 'BPS codes are of another system')
  t.equal(presentVillage('92.71.02.1006'), '96.71.02.1006')
  for (const text of ['92.71.021.006', '16.06.02.2001', '', '92.71', 'SORONG']) t.equal(presentVillage(text), text)
})
