import { test } from 'tap'
import { cleanText, genericTokens, parseDateAs } from '../../../../src/domain/linkage/model/generic-values.js'

const TODAY = 20261231

const DATES: readonly (readonly [text: string, format: string | undefined, date: number])[] = [
  ['19810405', 'YYYYMMDD', 19810405],
  ['5/4/1981', 'D/M/YYYY', 19810405],
  ['05.04.1981', 'DD.MM.YYYY', 19810405],
  ['4-5-1981', 'M-D-YYYY', 19810405],
  [' 1981-04-05 ', 'YYYY-MM-DD', 19810405],
  ['04051981', 'mmddyyyy', 19810405],
  ['1981', 'YYYY', 19810000],
  ['1981-04-05', undefined, 19810405],
  ['', 'YYYYMMDD', 0],
  ['1981040', 'YYYYMMDD', 0],
  ['198104051', 'YYYYMMDD', 0],
  ['1981x405', 'YYYYMMDD', 0],
  ['19811305', 'YYYYMMDD', 0],
  ['19810432', 'YYYYMMDD', 0],
  ['5/4', 'D/M/YYYY', 0],
  ['unknown', 'D/M/YYYY', 0],
]

test('dates are parsed by the format of their column', async (t) => {
  for (const [text, format, date] of DATES)
    t.equal(parseDateAs(text, format, TODAY), date, `${text} as ${format ?? 'any'}`)
})

test('values are compared by letters and digits only', async (t) => {
  const cases = [
    ['ab12', 'ab12'],
    ['AB-12 / 3', 'ab123'],
    ['Élodie Ñúñez', 'elodienunez'],
    ['ﬁne', 'fine'],
    [' -. ', ''],
    ['', ''],
  ] as const
  for (const [text, clean] of cases) t.equal(cleanText(text), clean, text)
})

test('the words of a text keep their order, twelve at most', async (t) => {
  t.same(genericTokens("12 St. John's Road, Élysée"), ['12', 'st', 'john', 's', 'road', 'elysee'])
  t.same(genericTokens(''), [])
  t.same(genericTokens('- , .'), [])
  t.same(genericTokens('a b c d e f g h i j k l m n'), 'a b c d e f g h i j k l'.split(' '))
})
