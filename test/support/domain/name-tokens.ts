import fc from 'fast-check'

/** Tokens as Indonesian names have them, in today's, old and Arabic spelling. */
const NAMES =
  'SITI SOEDJATMOKO SUJATMOKO TJAHJONO CAHYONO CHAIRUL KHOIRUL HAIRUL MUHAMMAD MOCHAMAD RAHMAT ROCHMAD SYARIF SJARIEF FADHILLAH PADILA RAMADHAN ROMADLON CHRISTINA SLAMET WAHYUDI WAHYUNI KURNIAWAN KURNIAWATI PUTRA PUTRI NUGRAHA NUGROHO ABDULLAH RIZKI REZQY RISKY ZAINAL JAENAL YUSUF JOESOEF HIDAJAT SUKARDI SUPARDI AISYAH AISAH TAUFIK TAUPIQ DZULKIFLI DJOKO JAYA HADI ADI SYEKH UTSMAN OTSMAN NOOR NUR EKA IKA ERNA ERNAWATI YANTO YANI ASIS AZIZ OMAR MOHAMMED HARTONO SUHARTINI LAKSMI XAVERIUS QOMARIYAH'.split(
    ' ',
  )

const EACH = Array.from('AAEIIOOUUHHYJTSSCKDRLNMGZFPVBQXW')

/** Random letters; letters with several spellings are more frequent. */
export const letters = fc
  .array(fc.constantFrom(...EACH), { minLength: 1, maxLength: 10 })
  .map((found) => found.join(''))

/** Tokens of names, and letters as they come. */
export const nameToken = fc.oneof(fc.constantFrom(...NAMES), letters)

/** A token and one a few slips away from it. */
export const nearTokens = fc
  .tuple(nameToken, fc.array(fc.tuple(fc.nat(12), fc.constantFrom('', ...EACH, 'KH', 'OE', 'DJ')), { maxLength: 3 }))
  .map(([token, slips]) => [token, slips.reduce(withSlip, token)] as const)

function withSlip(token: string, [at, letter]: readonly [number, string]): string {
  const kept = at % 2 === 0 ? 1 : 0
  return token.slice(0, at) + letter + token.slice(at + kept)
}
