import { test } from 'tap'
import { respellPlace, rewriteAddress } from '../../../../src/tools/synthetic/errors/place-errors.js'
import { Random } from '../../../../src/tools/synthetic/population/random.js'

const ROUNDS = Array.from({ length: 100 }, (_, round) => round)

test('a birthplace gets a popular or an official form', async (t) => {
  const forms = new Set(ROUNDS.map((round) => respellPlace('MUSI BANYUASIN', Random.at(round))))
  t.ok(forms.has('MUBA') && forms.has('MUSI BANYU ASIN'))
  t.notOk(forms.has('MUSI BANYUASIN'))
  t.ok(ROUNDS.some((round) => respellPlace('LAHAT', Random.at(round)) === 'KAB. LAHAT'))
})

test('an address keeps the name of its street or hamlet', async (t) => {
  const rewritten = (address: string) => ROUNDS.map((round) => rewriteAddress(address, Random.at(round)))
  const street = /^(JL\. ?|JLN |JALAN )MELATI( NO\.? 12)?$/
  t.same(rewritten('JL. MELATI NO. 12').filter((each) => !street.test(each)), []) // prettier-ignore
  t.same(rewritten('DUSUN IV').filter((each) => !/^(DUSUN ?|DSN\.? )IV$/.test(each)), []) // prettier-ignore
})
