import { test } from 'tap'
import { masked } from '../../../src/http/disclosure/masked.js'
import { maskingBy } from '../../../src/http/disclosure/masking.js'
import { tokenOf } from '../../../src/http/disclosure/number-token.js'

const SECRET = Buffer.alloc(32, 7)
const NIK = '3512094507860013'
const OTHER = '3512094507860014'

function shown(view: object): unknown {
  return JSON.parse(JSON.stringify(masked(view, maskingBy(SECRET))))
}

test('equal numbers have equal tokens however they are written, different ones and other kinds different ones', (t) => {
  const token = tokenOf(SECRET, 'nik', NIK)
  t.match(token, /^(?:[A-Z2-7]{3}-){4}[A-Z2-7]{3}$/)
  t.equal(tokenOf(SECRET, 'nik', ` 3512-0945-0786.0013`), token)
  t.equal(tokenOf(SECRET, 'phone', '+62 813-7465-0928'), tokenOf(SECRET, 'phone', '081374650928'))
  t.not(tokenOf(SECRET, 'nik', OTHER), token)
  t.not(tokenOf(SECRET, 'kk', NIK), token)
  t.not(tokenOf(Buffer.alloc(32, 8), 'nik', NIK), token)
  t.not(tokenOf(SECRET, 'nik', '3.51209E+15'), tokenOf(SECRET, 'nik', '351209E15'), 'damaged ones too')
  t.end()
})

test('200,000 numbers in a row have as many tokens', (t) => {
  const tokens = new Set<string>()
  const many = 200_000
  for (let serial = 0; serial < many; serial += 1)
    tokens.add(tokenOf(SECRET, 'nik', `351209${String(serial).padStart(10, '0')}`))
  t.equal(tokens.size, many)
  t.end()
})

test('numbers are tokens and birth dates years under every name that they stand under', (t) => {
  const nik = { token: tokenOf(SECRET, 'nik', NIK) }
  const other = { token: tokenOf(SECRET, 'nik', OTHER) }
  t.same(
    shown({
      nik: NIK,
      values: {
        nik: { value: NIK, others: [{ source: 'a', source_key: 'k', value: OTHER }] },
        birth_date: { value: '1986-07-05', others: [{ value: '05/07/1986' }] },
        village_code: { value: '35.12.09.2001' },
      },
      former_niks: [{ value: OTHER }],
    }),
    {
      nik,
      values: {
        nik: { value: nik, others: [{ source: 'a', source_key: 'k', value: other }] },
        birth_date: { value: '1986', others: [{ value: '1986' }] },
        village_code: { value: '35.12.09.2001' },
      },
      former_niks: [{ value: other }],
    },
  )
  t.same(shown({ field: 'nik', before: NIK, after: null }), { field: 'nik', before: nik, after: null })
  const conflict = { evidence: { about: 'nik', records: [{ value: NIK }] }, verdicts: [{ value: OTHER, answer: {} }] }
  t.same(shown(conflict), {
    evidence: { about: 'nik', records: [{ value: nik }] },
    verdicts: [{ value: other, answer: {} }],
  })
  t.same(shown({ field: 'birth_date', verdict: 'value', value: '1986-07-05' }), {
    field: 'birth_date',
    verdict: 'value',
    value: '1986',
  })
  t.end()
})

test('a number within a text is a token, with any separators; house numbers and RT/RW stay', (t) => {
  const {
    address,
    reason,
    source_key: key,
  } = shown({
    address: 'DUSUN II RT 003/002 NO 1204',
    reason: `KTP 3512 0945 0786 0013, HP 0812-3456-7891`,
    source_key: '3512.0945.0786.0013',
  }) as Record<string, string>
  t.equal(address, 'DUSUN II RT 003/002 NO 1204')
  t.match(reason, /^KTP \[[A-Z2-7-]{19}\], HP \[[A-Z2-7-]{19}\]$/)
  t.match(key, /^\[[A-Z2-7-]{19}\]$/)
  t.end()
})

test('evidence says only what agrees, without levels, weights and probabilities', (t) => {
  const evidence = (comparison: string, left: string, right: string, weight: number) => {
    return { comparison, level: 'one_digit_apart', weight, left, right, words: { en: 'x', id: 'y' } }
  }
  const view = shown({
    weight: 12.5,
    probability: 0.99,
    grade: 'probable',
    vetoes: ['nik=different'],
    evidence: [
      evidence('prior', '', '', -20),
      evidence('shared_nik', '', '', -1),
      evidence('nik', NIK, OTHER, 9),
      evidence('birth_date', '1986-07-05', '1986-07-06', -3),
      evidence('address', 'A', 'B', -1),
    ],
  }) as { evidence: { comparison: string; level: string; weight: unknown }[] }
  t.match(view, { weight: null, probability: null, grade: 'probable', vetoes: ['nik'] })
  t.same(
    view.evidence.map(({ comparison, level, weight }) => [comparison, level, weight]),
    [
      ['address', 'disagrees', null],
      ['birth_date', 'agrees', null],
      ['nik', 'disagrees', null],
    ],
  )
  t.end()
})
