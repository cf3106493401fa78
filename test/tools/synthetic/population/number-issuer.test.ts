import { test } from 'tap'
import { REGENCIES } from '../../../../src/tools/synthetic/population/areas.js'
import { Random } from '../../../../src/tools/synthetic/population/random.js'
import { NumberIssuer } from '../../../../src/tools/synthetic/population/number-issuer.js'

const BORN = { year: 1988, month: 3, day: 7 }

test('a NIK holds the area, the birth date with 40 more for women, and a serial from 0001', async (t) => {
  const issuer = new NumberIssuer(REGENCIES[0]!, 0)
  const office = issuer.local[2]!
  t.match(issuer.issueNik(office, 'L', BORN, Random.at(2)), new RegExp(`^${office.code}070388000[12]$`))
  t.match(issuer.issueNik(office, 'P', BORN, Random.at(3)), new RegExp(`^${office.code}470388000[12]$`))
})

test('no number is issued twice, also not to persons born a century apart', async (t) => {
  const issuer = new NumberIssuer(REGENCIES[0]!, 0)
  const random = Random.at(4)
  const office = issuer.local[0]!
  const niks = Array.from({ length: 400 }, (_, at) =>
    issuer.issueNik(office, 'L', { ...BORN, year: at % 2 === 0 ? 1925 : 2025 }, random),
  )
  t.equal(new Set(niks).size, niks.length)
  const cards = Array.from({ length: 400 }, () => issuer.issueKk(office, { year: 2012, month: 5, day: 30 }))
  t.equal(new Set(cards).size, cards.length)
  t.equal(cards[0], `${office.code}3005120001`)
})

test('two regencies issue different numbers to persons registered in one distant place', async (t) => {
  const random = Random.at(5)
  const numbers = [0, 1].flatMap((index) => {
    const issuer = new NumberIssuer(REGENCIES[index]!, index)
    return [...issuer.foreign, ...issuer.retired].map((office) => issuer.issueNik(office, 'L', BORN, random))
  })
  t.equal(new Set(numbers).size, numbers.length)
})
