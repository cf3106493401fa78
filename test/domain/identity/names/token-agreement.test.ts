import fc from 'fast-check'
import { test } from 'tap'
import {
  agreeTokens,
  TOKEN_AGREEMENTS,
  type TokenAgreement,
} from '../../../../src/domain/identity/names/token-agreement.js'

const CASES: Readonly<Record<TokenAgreement, string>> = {
  exact: 'SITI/SITI M/M',
  variant:
    'SOEDJATMOKO/SUJATMOKO FAUZI/PAUZI FAUZI/FAUJI KHAIRUL/CHOIRUL KHAIRUL/HAIRUL YULI/YULY RAHMAT/RAHMAD ABDULLAH/ABDULLOH NUR/NOOR NUR/NOER AISYAH/AISAH ZAINAL/JAENAL RIZKI/RISKY RIZKI/REZQY TAUFIK/TAUPIQ YUDHA/YUDA MUHAMMAD/MOCHAMAD YUSUF/JOESOEF HIDAYAT/HIDAJAT CAHYONO/TJAHJONO JAYA/DJAJA CANDRA/CHANDRA AZIZ/ASIS SOEJONO/SUYONO YOHANES/JOHANES WIJAYA/WIJAJA WIJAYA/WIDJAJA ADITYA/ADITJA WIDYA/WIDJA DYAH/DJAH AZHAR/AJHAR AZHAR/AZAR',
  typo: 'SUPRIYANTO/SUPRIYABTO RAHMAWATI/RAHMAWTI SUPINAH/SUPIANH TASYA/TAYA HAYATI/AYATI RIDWAN/RIDEAN WAHYUNINGSIH/WAHUNINSIH BUDIMAN/BUDIMA TITIN/TITNI YULI/YULIA WARTINI/WARTII DIANA/DIAAN ERNAWATI/ERNAWATO HAYATI/HAYATO HANDOKO/HANDOKI SARINGSIH/SARINGSOH SARINGSIH/SARINGDIH JAMALUDIN/JAMALUDON SURYANI/SURYAMI SUMARNI/SUQARNI WAHYUDI/WAHYYDI',
  initial: 'S/SITI M/MUHAMMAD',
  prefix: 'SUM/SUMARJO ALEX/ALEXANDER ERNA/ERNAWATI WULAN/WULANDARI',
  separated:
    'PUTRA/PUTRI WAHYUDI/WAHYUNI SUMARNO/SUMARNI KURNIAWAN/KURNIAWATI SETIAWAN/SETIAWATI RAHMAN/RAHMAH RAHMAT/RAHMAN AMIN/AMINAH HASAN/HASANAH YANTO/YANTI YANTO/YANI EKO/EKA FAUZI/FAUZAN PAUZI/FAUZIYAH DWI/DEWI ADI/ADHI YATI/JATI SAPUTRA/SAPUTRO NUGRAHA/NUGROHO WIBAWA/WIBOWO SURYADI/SURYANI SURYANTO/SURYATI SUKARDI/SUPARDI SUJONO/SUYONO ANDI/ANDRI RAMADHAN/RAMADHANI NOVIAN/NOVIA HARTONO/HARTINI SUNARDI/SUNARSIH AGUSTINUS/AGUSTINA SUSANTII/SUSANTO SUDARSIH/SUDARSO ADRIANO/ADRIANI WAHYUDI/WAHYUNI NABIL/NABILA HADI/HADIWATI FITRI/PUTRI',
  different:
    'RINA/RITA AMINAH/MAIMUNAH BUDI/RUDI X/SITI S/M ARI/ANI YASIN/YAMIN SARTIKA/KARTIKA HADI/ADI ANDI/RANDI SU/SUMARJO SUPRIADI/SITORUS',
}

const token = fc.stringMatching(/^[A-Z]{1,12}$/)

for (const agreement of TOKEN_AGREEMENTS) {
  test(`agreeTokens: ${agreement}`, async (t) => {
    for (const pair of CASES[agreement].split(' ')) {
      const [a = '', b = ''] = pair.split('/')
      t.equal(agreeTokens(a, b), agreement, pair)
      t.equal(agreeTokens(b, a), agreement, `${pair} the other way round`)
    }
  })
}

test('agreeTokens is symmetric, and exact for the same letters alone', async () => {
  fc.assert(
    fc.property(
      token,
      token,
      (a, b) => agreeTokens(a, b) === agreeTokens(b, a) && (agreeTokens(a, b) === 'exact') === (a === b),
    ),
  )
  fc.assert(fc.property(token, (a) => agreeTokens(a, a) === 'exact'))
})

test('agreeTokens is symmetric for near tokens', async () => {
  const near = fc.tuple(token, fc.nat(11), fc.stringMatching(/^[A-Z]{0,2}$/))
  fc.assert(
    fc.property(near, ([a, at, edit]) => {
      const b = a.slice(0, at) + edit + a.slice(at + 1)
      return agreeTokens(a, b) === agreeTokens(b, a)
    }),
    { numRuns: 2000 },
  )
})

test('the stored order of agreements does not change', async (t) => {
  t.strictSame(TOKEN_AGREEMENTS, ['exact', 'variant', 'typo', 'initial', 'prefix', 'separated', 'different'])
})

test('an empty token agrees with none', async (t) => {
  t.equal(agreeTokens('', 'SITI'), 'different')
})
