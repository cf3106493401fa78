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
  ...(
    ['KEPALA KK', 'Kep. Keluarga', 'Kep Kel', 'KK', 'Kepala Keluarga (KK)', 'KEPALA KELURGA', 'Kepala Ruta'] as const
  ).map((label): [string, Relation] => [label, 'head']),
  ...(['Istri ke 2', 'ISTRI KEDUA', 'Istri (siri)', 'istri sah', 'ISTRI II', '3 - Istri'] as const).map(
    (label): [string, Relation] => [label, 'wife'],
  ),
  ...(['Suami/Istri', 'ISTRI ATAU SUAMI', 'Suami / Isteri'] as const).map((label): [string, Relation] => [
    label,
    'spouse',
  ]),
  ...(
    [
      ...[
        'ANAK KE-2',
        'Anak ke 2',
        'ANAK KE DUA',
        'anak kedua',
        'Anak 3',
        'ANAK-1',
        'Anak Pertama',
        'Anak bungsu',
        'ANAK II',
      ],
      ...['Anak Kandung/Angkat/Tiri', 'ANAK ANGKAT', 'Anak Tiri', 'anak kandung ke-1', 'Anak Laki-laki', 'ANAK (PR)'],
    ] as const
  ).map((label): [string, Relation] => [label, 'child']),
  ...(['Cucu ke-1', 'CUCU LAKI-LAKI'] as const).map((label): [string, Relation] => [label, 'grandchild']),
  ...(['Ibu/Ayah kandung', 'Ayah Kandung', 'IBU TIRI', 'Orang Tua (Ibu)', 'Bapak/Ibu'] as const).map(
    (label): [string, Relation] => [label, 'parent'],
  ),
  ...(['Bapak Mertua', 'IBU MERTUA', 'Mertua (perempuan)'] as const).map((label): [string, Relation] => [
    label,
    'parent_in_law',
  ]),
  ...(['MANTU', 'Menantu perempuan', 'anak menantu'] as const).map((label): [string, Relation] => [
    label,
    'child_in_law',
  ]),
  ...(
    [
      ...[
        'Adik Kandung',
        'Sepupu',
        'Keponakan',
        'PONAKAN',
        'Nenek',
        'Kakek / Nenek',
        'Adik Ipar',
        'Kakak kandung',
        'Famili Lain',
      ],
      ...['Family lain', 'Saudara Sepupu', 'Anak Keponakan', 'BIBIK', 'Adik / Kakak'],
    ] as const
  ).map((label): [string, Relation] => [label, 'other_family']),
  // Occupations and former relations, and two relations in one.
  ...(
    [
      ...[
        'KEPALA DESA',
        'Kepala Dusun',
        'IBU RUMAH TANGGA',
        'Mantan Istri',
        'bukan kepala keluarga',
        'calon istri',
        'Janda',
      ],
      ...[
        'ANAK/CUCU',
        'Kepala Keluarga/Istri',
        'ANAK ISTRI',
        'ke-2',
        'kandung',
        'Anak Buah',
        'Ketua RT',
        'istri kepala keluarga',
      ],
    ] as const
  ).map((label): [string, ''] => [label, '']),
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
