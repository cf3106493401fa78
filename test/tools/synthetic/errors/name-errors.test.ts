import { test } from 'tap'
import type { NameError } from '../../../../src/tools/synthetic/errors/error-rates.js'
import { damageName, type NameBearer } from '../../../../src/tools/synthetic/errors/name-errors.js'
import { mistype, spellOld, spellVariant } from '../../../../src/tools/synthetic/errors/spelling.js'
import type { Name } from '../../../../src/tools/synthetic/population/names.js'
import { Random } from '../../../../src/tools/synthetic/population/random.js'

const WOMAN: NameBearer = { sex: 'P', adult: true, fatherName: ['KARTO'], husbandName: ['BUDI', 'UTOMO'] }
const MAN: NameBearer = { sex: 'L', adult: true, fatherName: ['KARTO', 'DIHARJO'], husbandName: undefined }

const CASES: readonly (readonly [NameError, string, NameBearer, RegExp])[] = [
  ['missingWord', 'SITI AMINAH', WOMAN, /^SITI$/],
  ['missingWord', 'AMINAH', WOMAN, /^AMINAH$/],
  ['swappedWords', 'SITI AMINAH', WOMAN, /^AMINAH SITI$/],
  ['abbreviation', 'MUHAMMAD YUSUF', MAN, /^M[A-Z]*\.? YUSUF$/],
  ['abbreviation', 'MUHAMMAD', MAN, /^MUHAMMAD$/],
  ['initial', 'BUDI SANTOSO', MAN, /^(B\.? SANTOSO|BUDI S\.?)$/],
  ['oldSpelling', 'JOKO', MAN, /^DJOKO$/],
  ['joined', 'NUR HAYATI', WOMAN, /^NURHAYATI$/],
  ['split', 'NURHAYATI', WOMAN, /^NUR HAYATI$/],
  ['split', 'NURDIN', MAN, /^NURDIN$/],
  ['patronymic', 'YUSUF', MAN, /^YUSUF (BIN|B\.) KARTO$/],
  ['patronymic', 'AMINAH', WOMAN, /^AMINAH (BINTI|BT\.|BTI) KARTO$/],
  ['nameOfHusband', 'AMINAH', WOMAN, /^NY\. BUDI UTOMO$/],
  ['nameOfHusband', 'YUSUF', MAN, /^YUSUF$/],
  ['deceasedMark', 'YUSUF', MAN, /^YUSUF (\(ALM\)|ALMH\.)$/],
]

test('each error changes a name as its label states', async (t) => {
  for (const [error, name, bearer, form] of CASES) {
    const random = Random.at(4)
    const damaged = Array.from({ length: 20 }, () => damageName(name.split(' '), error, bearer, random).join(' '))
    t.same(damaged.filter((each) => !form.test(each)), [], `${error}: ${name}`) // prettier-ignore
  }
})

test('titles fit the sex and are not given to children', async (t) => {
  const titled = (bearer: NameBearer): string[] => {
    const random = Random.at(5)
    return Array.from({ length: 100 }, () => damageName(['ANNA'], 'title', bearer, random).join(' '))
  }
  t.notOk(titled(MAN).some((name) => /HJ|DRA|NY\./.test(name)))
  t.notOk(titled(WOMAN).some((name) => /\bH\.?( |$)|DRS|TN\./.test(name.replace('S.H', ''))))
  t.same(new Set(titled({ ...MAN, adult: false })), new Set(['ANNA']))
})

test("spelling variants keep the endings of men's and women's names", async (t) => {
  const random = Random.at(6)
  const endings: readonly Name[] = [['PUTRA'], ['WAHYUNI'], ['SUMARNO'], ['KURNIAWAN']]
  for (const [name = ''] of endings) {
    const lasts = Array.from({ length: 100 }, () => spellVariant(name, random).at(-1) ?? '')
    const others = lasts.filter((last) => last === '' || !(name.endsWith(last) || (name.endsWith('I') && last === 'Y')))
    t.same(others, [], name)
  }
})

test('old spelling and slips change a word in one place', async (t) => {
  t.match(spellOld('SUKARNO', Random.at(7)), /^SOEKARNO$/)
  t.equal(spellOld('BAMBANG', Random.at(7)), 'BAMBANG')
  const random = Random.at(8)
  const lengths = Array.from({ length: 100 }, () => mistype('SUTRISNO', random).length)
  t.same(new Set(lengths), new Set([7, 8, 9]))
})
