import fc from 'fast-check'
import { test } from 'tap'
import {
  parseRelation,
  type Relation,
  relationFromCode,
  type RelationList,
} from '../../../src/domain/identity/relation.js'

const LABELS: readonly (readonly [string, Relation | ''])[] = [
  ['KEPALA KELUARGA', 'head'],
  ['Kepala Keluarga', 'head'],
  ['1. Kepala keluarga', 'head'],
  ['SUAMI', 'husband'],
  ['ISTRI', 'wife'],
  ['Isteri', 'wife'],
  ['Istri/Suami', 'spouse'],
  ['SUAMI / ISTRI', 'spouse'],
  ['ANAK', 'child'],
  ['Anak Kandung', 'child'],
  ['MENANTU', 'child_in_law'],
  ['CUCU', 'grandchild'],
  ['ORANG TUA', 'parent'],
  ['ORANGTUA', 'parent'],
  ['Orang tua/mertua', 'parent'],
  ['MERTUA', 'parent_in_law'],
  ['FAMILI LAIN', 'other_family'],
  ['PEMBANTU', 'servant'],
  ['Pembantu/sopir', 'servant'],
  ['LAINNYA', 'other'],
  ['', ''],
  ['-', ''],
  ['2', ''],
  ['TETANGGA', ''],
]

test('labels are parsed to relations in the spellings of the sources', async (t) => {
  for (const [label, relation] of LABELS) t.equal(parseRelation(label), relation, JSON.stringify(label))
})

const CODES: readonly { code: string; relations: Record<RelationList, Relation | ''> }[] = [
  { code: '1', relations: { siak: 'head', bps: 'head', regsosek: 'head' } },
  { code: '2', relations: { siak: 'husband', bps: 'spouse', regsosek: 'spouse' } },
  { code: '03', relations: { siak: 'wife', bps: 'child', regsosek: 'child' } },
  { code: '4.0', relations: { siak: 'child', bps: 'child_in_law', regsosek: 'child_in_law' } },
  { code: '6', relations: { siak: 'grandchild', bps: 'parent', regsosek: 'parent' } },
  { code: '8', relations: { siak: 'parent_in_law', bps: 'other', regsosek: 'other' } },
  { code: '11', relations: { siak: 'other', bps: '', regsosek: '' } },
  { code: '0', relations: { siak: '', bps: '', regsosek: '' } },
  { code: 'x', relations: { siak: '', bps: '', regsosek: '' } },
]

test('a relation code is read by the profile of its source', async (t) => {
  for (const { code, relations } of CODES)
    for (const list of ['siak', 'bps', 'regsosek'] as const)
      t.equal(relationFromCode(code, list), relations[list], `${list} ${code}`)
})

test('parsing is idempotent and never throws', async (t) => {
  const label = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...LABELS.map(([text]) => text)))
  fc.assert(fc.property(label, (text) => parseRelation(parseRelation(text)) === parseRelation(text)))
  t.end()
})
