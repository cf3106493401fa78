import fc from 'fast-check'
import { test } from 'tap'
import { type ParsedName, parseName } from '../../../../src/domain/identity/names/name.js'

const TOKENS: Readonly<Record<string, string>> = {
  'SITI AMINAH': 'SITI AMINAH',
  '  Siti   Aminah ': 'SITI AMINAH',
  'H.M.YUSUF': 'MUHAMMAD YUSUF',
  'M YUSUF': 'MUHAMMAD YUSUF',
  M: 'M',
  'YUSUF M': 'YUSUF M',
  'NURAINI.S': 'NUR AINI S',
  'SITA.HJ': 'SITA',
  'ZURAIDA, S.H': 'ZURAIDA',
  'ZURAIDA, SE., MM': 'ZURAIDA',
  'DENI S. PD': 'DENI',
  'DENI S.Pd.I': 'DENI',
  'PUSPITA, RANI': 'PUSPITA RANI',
  'ST. AMINAH': 'SITI AMINAH',
  'AMINAH, ST': 'AMINAH',
  'AMINAH ST': 'AMINAH ST',
  "MA'RUF": 'MARUF',
  'MA’RUF': 'MARUF',
  'NUR`AINI': 'NUR AINI',
  'NUR-HAYATI': 'NUR HAYATI',
  'SITI RÉNÉ': 'SITI RENE',
  'SUMARN0 2': 'SUMARNO',
  S1TI: 'SITI',
  'AL FATIH': 'ALFATIH',
  'AR RAHMAN': 'ARRAHMAN',
  'AR SALEH': 'AR SALEH',
  'DRS. H. ABD. RAHMAN, M.SI': 'ABDUL RAHMAN',
  'MD. YASIN': 'MUHAMMAD YASIN',
  'I MD SUDANA': 'MADE SUDANA',
  'I SUDANA': 'I SUDANA',
  HAJI: 'HAJI',
  NYAYU: '',
  'H. KGS.': '',
  'STI. AMINAH': 'SITI AMINAH',
  'AH. JIBRIL': 'AHMAD JIBRIL',
  'I WY. SUDANA': 'WAYAN SUDANA',
  'LASMI BTI KASIM': 'LASMI',
  '': '',
  ' .,- ': '',
  '123': '',
}

/** Names that one way of writing joins and another does not. */
const SPLIT: Readonly<Record<string, string>> = {
  NURHAYATI: 'NUR HAYATI',
  NORHAYATI: 'NOR HAYATI',
  NURULHUDA: 'NURUL HUDA',
  SITINURHALIZA: 'SITI NUR HALIZA',
  ABDULRAHMAN: 'ABDUL RAHMAN',
  ABDURRAHMAN: 'ABDUL RAHMAN',
  ABDURAHMAN: 'ABDUL RAHMAN',
  'ABDUR RAHMAN': 'ABDUL RAHMAN',
  ABDUSSALAM: 'ABDUL SALAM',
  DWISALBIAH: 'DWI SALBIAH',
  MUHAMMADRIZKI: 'MUHAMMAD RIZKI',
  MHDRIZKI: 'MUHAMMAD RIZKI',
  ABDRAHIM: 'ABDUL RAHIM',
  STLELA: 'SITI LELA',
  MSYHARINAH: 'HARINAH',
  'Kgshamzah Nababan': 'HAMZAH NABABAN',
  NYAYUDELIA: 'DELIA',
  HJMARYAM: 'MARYAM',
}

/** Names that only begin like such a one. */
const WHOLE =
  'NURUL NURDIN NURYANTO NURULLAH NURUDDIN SRIYANTO SRIWATI SITIO SITINJAK ABDULLAH ABDULLOH DWIYANTI TRISNAWATI TRIYONO EKAWATI MUHAMMADIYAH STEFANI STANLEY MSYARIF MSYUKUR ABDI ABDHI KEMASAN DRAJAT'

test('parseName returns the tokens of the given name', async (t) => {
  for (const [name, tokens] of Object.entries(TOKENS)) t.equal(parseName(name).tokens.join(' '), tokens, name)
})

test('parseName splits joined names and leaves names that only begin like one', async (t) => {
  for (const [name, tokens] of Object.entries(SPLIT)) t.equal(parseName(name).tokens.join(' '), tokens, name)
  for (const name of WHOLE.split(' ')) t.strictSame(parseName(name).tokens, [name])
})

const PARTS: readonly [name: string, parts: Partial<ParsedName>][] = [
  ['HJ. SITI FATIMAH', { titles: ['HJ'], sexHint: 'P' }],
  ['ZURAIDA, S.H., M.H', { titles: ['SH', 'MH'], sexHint: '' }],
  ['YUSUF BIN AHMAD', { tokens: ['YUSUF'], father: ['AHMAD'], sexHint: 'L' }],
  ['YUSUF B. AHMAD', { tokens: ['YUSUF'], father: ['AHMAD'], sexHint: 'L' }],
  ['YUSUF B AHMAD', { tokens: ['YUSUF', 'B', 'AHMAD'], father: [], sexHint: '' }],
  ['B. YUSUF', { tokens: ['B', 'YUSUF'], father: [] }],
  ['AINUR BINTI H. MASUD', { tokens: ['AINUR'], father: ['MASUD'], sexHint: 'P' }],
  ['SARMILA AK BUJANG', { tokens: ['SARMILA'], father: ['BUJANG'], sexHint: '' }],
  ['SUKARDI (ALM)', { tokens: ['SUKARDI'], deceased: true, aliases: [] }],
  ['ALMH. SUMINI', { tokens: ['SUMINI'], deceased: true }],
  ['ROSMALA ALIAS MAK ITEM', { tokens: ['ROSMALA'], aliases: [['ITEM']] }],
  ['SAMSUL (UJANG) BIN ALI', { tokens: ['SAMSUL'], aliases: [['UJANG']], father: ['ALI'] }],
  ['TARMIZI AL. BUYUNG', { tokens: ['TARMIZI'], aliases: [['BUYUNG']] }],
  ['BY. NY. SITI AMINAH', { tokens: [], newbornOf: ['SITI', 'AMINAH'], sexHint: '' }],
  ['BAYI RATNA', { tokens: [], newbornOf: ['RATNA'] }],
  ['ANDI SAPUTRA', { tokens: ['ANDI', 'SAPUTRA'], optional: ['ANDI'] }],
  ['ANDI', { tokens: ['ANDI'], optional: [] }],
  ['BQ. MAHNIM', { tokens: ['BAIQ', 'MAHNIM'], optional: ['BAIQ'], sexHint: 'P' }],
  ['KGS. MUHAMMAD ALI', { tokens: ['MUHAMMAD', 'ALI'], titles: ['KIAGUS'], sexHint: 'L' }],
  ['NYAYU FATIMAH', { tokens: ['FATIMAH'], titles: ['NYAYU'], sexHint: 'P' }],
  ['KI AGUS SALEH', { tokens: ['SALEH'], titles: ['KIAGUS'], sexHint: 'L' }],
  ['NI LUH SARI', { tokens: ['LUH', 'SARI'], titles: ['NI'], sexHint: 'P' }],
  ['IB OKA', { tokens: ['OKA'], titles: ['IDA BAGUS'], sexHint: 'L' }],
  ['A.A. GEDE MERTA', { tokens: ['GEDE', 'MERTA'], titles: ['ANAK AGUNG'] }],
  ['SITI AMINAH', { truncated: false, optional: [], titles: [], father: [], newbornOf: [], deceased: false }],
]

test('parseName assigns each part to its field', async (t) => {
  for (const [name, parts] of PARTS) t.match(parseName(name), parts, name)
  for (const [name, parts] of PARTS)
    for (const part of Object.keys(parts)) t.same(pick(parseName(name), part), pick(parts, part), name)
})

function pick(parts: Partial<ParsedName>, part: string): unknown {
  return Object.entries(parts).find(([name]) => name === part)?.[1]
}

test('parseName reads the beginning of an overlong text and marks it', async (t) => {
  const endless = 'SITI AMINAH '.repeat(1_000_000)
  const parsed = parseName(endless)
  t.equal(parsed.truncated, true)
  t.equal(parsed.tokens.slice(0, 2).join(' '), 'SITI AMINAH')
  t.ok(parsed.tokens.join(' ').length <= 200)
})

const word = fc.oneof(
  fc.constantFrom(
    ...'SITI NUR NURHAYATI ABDURRAHMAN ABDUR ABDUL RAHMAN AL FATIH AS SALAM YUSUF AMINAH WAYAN MADE ANDI'.split(' '),
  ),
  fc.constantFrom(
    ...'H HJ M A B T R K I NI IB AA MD ST SIT DR DRS KGS RADEN LALU DG BIN BINTI AK ANAK AGUNG ALM BY NY'.split(' '),
  ),
  fc.constantFrom(
    ...'ALIAS HAJI SPD MUH ABD NR GUSTI GST IDA BAGUS DT SULTAN DAENG IAS MH EKA DWI TRI SRI SITIBINTI NYAYU STLELA MSYINTAN NYAYUSITI HJKGS'.split(
      ' ',
    ),
  ),
  fc.constantFrom(...'. , ( ) / - S.PD ,SE B. AL.'.split(' ')),
  fc.stringMatching(/^[A-Z]{1,10}$/),
)

test('parsing the tokens again returns the same tokens', async () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 7 }), (words) => {
      const { tokens } = parseName(words.join(' '))
      return parseName(tokens.join(' ')).tokens.join(' ') === tokens.join(' ')
    }),
    { numRuns: 5000 },
  )
})

test('any text is parsed to tokens of A-Z, and optional tokens are among them', async () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.array(word).map((words) => words.join('')),
      ),
      (text) => {
        const { original, tokens, optional } = parseName(text)
        return (
          original === text &&
          tokens.every((token) => /^[A-Z]+$/.test(token)) &&
          optional.every((token) => tokens.includes(token))
        )
      },
    ),
    { numRuns: 2000 },
  )
})

test('case, doubled spaces and dots do not change the tokens', async () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[A-Z]{3,9}$/), { minLength: 1, maxLength: 4 }), (names) => {
      const tokens = parseName(names.join(' ')).tokens.join(' ')
      return parseName(names.join('  ').toLowerCase()).tokens.join(' ') === tokens
    }),
  )
})
