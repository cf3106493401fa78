import { test } from 'tap'
import { makeChildName, makeName, makeTwinName, type Named } from '../../../../src/tools/synthetic/population/names.js'
import { NAME_TYPES } from '../../../../src/tools/synthetic/population/name-type.js'
import { Random } from '../../../../src/tools/synthetic/population/random.js'

const MAN: Named = { sex: 'L', birthYear: 1985, custom: 'malay', nameType: undefined }
const WOMAN: Named = { ...MAN, sex: 'P' }

function sample(named: Named, size = 400): (readonly string[])[] {
  const random = Random.at(11)
  return Array.from({ length: size }, () => makeName(named, random))
}

test('names are one to five words of capital letters', async (t) => {
  for (const named of [MAN, WOMAN, { ...MAN, birthYear: 1950 }, { ...WOMAN, birthYear: 2020 }]) {
    const odd = sample(named).filter((name) => name.length > 5 || !name.every((word) => /^[A-Z]+$/.test(word)))
    t.same(odd, [])
  }
})

test('a custom shows in the names', async (t) => {
  t.ok(sample({ ...MAN, custom: 'balinese' }).every(([first]) => /^(I|IDA|ANAK|COKORDA)$/.test(first!)))
  t.ok(sample({ ...WOMAN, custom: 'balinese' }).every(([first]) => /^(NI|IDA|ANAK|COKORDA|DESAK)$/.test(first!)))
  t.ok(sample({ ...WOMAN, custom: 'palembang' }).every(([first]) => /^(NYAYU|MSY|MASAYU|RADEN)$/.test(first!)))
})

test('a single type of name applies to all names', async (t) => {
  t.ok(sample({ ...MAN, nameType: 'mononym' }).every((name) => name.length === 1))
  t.ok(sample({ ...MAN, nameType: 'joined' }).every((name) => name.length === 2))
  for (const nameType of NAME_TYPES) t.ok(sample({ ...WOMAN, nameType }, 20).length === 20, nameType)
})

test('children of a clan carry its name, other children seldom the last word of the father', async (t) => {
  const random = Random.at(12)
  const father = ['ANOTHER', 'MAN']
  const clan = makeChildName(MAN, { marga: 'LUBIS', father, siblings: [] }, random)
  t.equal(clan.at(-1), 'LUBIS')
  const children = Array.from({ length: 2000 }, () =>
    makeChildName(MAN, { marga: undefined, father, siblings: [] }, random),
  )
  const shared = children.filter((name) => name.at(-1) === 'MAN').length / children.length
  t.ok(shared > 0.06 && shared < 0.14, `share ${shared}`)
  t.ok(
    children.some((name) => name.join(' ') === 'ANOTHER MAN'),
    'some sons have the whole name of the father',
  )
})

test('twins often share a word but not the whole name', async (t) => {
  const random = Random.at(13)
  const other = ['BUDI', 'SANTOSO']
  const twins = Array.from({ length: 500 }, () => makeTwinName(MAN, { name: other, sex: 'L' }, random))
  const sharing = twins.filter((name) => name.some((word) => other.includes(word))).length
  t.ok(sharing > 200, `${sharing} of 500 share a word`)
  t.ok(twins.filter((name) => name.join(' ') === other.join(' ')).length < 10)
})
