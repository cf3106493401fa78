import fc from 'fast-check'
import { test } from 'tap'
import { spellingForm } from '../../../../src/domain/identity/names/spelling-form.js'
import { spellingKey } from '../../../../src/domain/identity/names/spelling-key.js'

const token = fc.stringMatching(/^[A-Z]{1,15}$/)

const ONE_FORM = [
  'SOEDJATMOKO SUJATMOKO',
  'TJAHJONO CAHYONO CAHIONO',
  'KHAIRUL CHOIRUL HAIRUL KHAERUL',
  'MUHAMMAD MOHAMAD MOCHAMMAD MUKHAMAD MUHAMMED',
  'NUR NOOR NOER NOR NUUR',
  'RAHMAT RACHMAD ROHMAT ROCHMAD',
  'SYARIF SJARIEF SARIP',
  'FADHILLAH FADILA PADILAH',
  'SETIAWAN SETYAWAN',
  'RAMADHAN ROMADHON ROMADLON',
  'CHRISTINA KRISTINA',
  'SLAMET SELAMET',
] as const

const ONE_KEY = [
  'ZAINAL JAINAL ZAENAL',
  'RIZKI RISKI REZQY',
  'JUSUF YUSUF YUSUP',
  'SAPUTRA SAPUTRO',
  'HIDAJAT HIDAYAT',
] as const

const APART = [
  'PUTRA PUTRI',
  'SUMARNO SUMARNI',
  'SAPUTRA SAPUTRO',
  'NUGRAHA NUGROHO',
  'RANI RONI',
  'JATI YATI',
  'AMIN AMINAH',
]

test('spellings of one name share their form and their key', async (t) => {
  for (const family of ONE_FORM) {
    const names = family.split(' ')
    t.equal(new Set(names.map(spellingForm)).size, 1, family)
    t.equal(new Set(names.map(spellingKey)).size, 1, family)
  }
})

test('the key merges readings that the form separates', async (t) => {
  for (const family of ONE_KEY) {
    const names = family.split(' ')
    t.equal(new Set(names.map(spellingKey)).size, 1, family)
    t.ok(new Set(names.map(spellingForm)).size > 1, family)
  }
})

test('the form separates names of different persons', async (t) => {
  for (const pair of APART) t.equal(new Set(pair.split(' ').map(spellingForm)).size, 2, pair)
})

test('the key of a token is never empty unless the token is all H, and holds A-Z alone', async () => {
  fc.assert(fc.property(token, (name) => /^[A-Z]+$/.test(spellingKey(name)) || /^[CKH]*H$/.test(name)))
})

test('letters of one Indonesian sound do not change the key', async () => {
  const letters = fc.constantFrom(['V', 'F'], ['F', 'P'], ['Z', 'S'], ['SY', 'S'], ['OE', 'U'], ['DJ', 'J'], ['Q', 'K'])
  fc.assert(
    fc.property(
      fc.stringMatching(/^[BDGKLMNR][AIU]$/),
      fc.stringMatching(/^[AIU][LMN]I$/),
      letters,
      (head, tail, [one = '', other = '']) => {
        return spellingKey(head + one + tail) === spellingKey(head + other + tail)
      },
    ),
  )
})
