import { test } from 'tap'
import { possibleKks } from '../../../../src/domain/registry/households/possible-kks.js'

const KK = '1699012208230002'
const CASES: readonly { title: string; damaged: string; holdsKk: boolean }[] = [
  { title: 'its last digit cut off', damaged: KK.slice(0, 15), holdsKk: true },
  { title: 'its last digit made 0 by a spreadsheet', damaged: '1699012208230000', holdsKk: true },
  { title: 'a digit too many', damaged: '16990122082300072', holdsKk: true },
  { title: 'a digit too many, beyond doubt', damaged: '91699012208230002', holdsKk: true },
  { title: 'half of it', damaged: KK.slice(0, 8), holdsKk: false },
  { title: 'the number itself', damaged: KK, holdsKk: false },
  { title: 'nothing', damaged: '', holdsKk: false },
]

for (const { title, damaged, holdsKk } of CASES) {
  test(`possible originals of a damaged KK: ${title}`, async (t) => {
    const possible = possibleKks(damaged)
    t.equal(possible.includes(KK), holdsKk)
    t.ok(possible.length <= 17)
    t.ok(possible.every((kk) => /^\d{16}$/.test(kk)))
    t.equal(new Set(possible).size, possible.length)
  })
}
