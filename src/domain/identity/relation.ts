import { cachedByText } from './cached-by-text.js'

/** Relation of a member to the head of the family (SHDK). */
export type Relation =
  | 'head'
  | 'husband'
  | 'wife'
  | 'spouse'
  | 'child'
  | 'child_in_law'
  | 'grandchild'
  | 'parent'
  | 'parent_in_law'
  | 'other_family'
  | 'servant'
  | 'other'

/** The code lists in use; the same code has different meanings in them. */
export type RelationList = 'siak' | 'bps' | 'regsosek'

/** Labels reduced to letters. They include the values of `Relation`, so that canonical records can be read again. */
const LABELS: Record<Relation, readonly string[]> = {
  head: [
    ...['HEAD', 'KEPALAKELUARGA', 'KEPALARUMAHTANGGA', 'KEPALA', 'KEPKELUARGA', 'KEPKEL', 'KK', 'KRT', 'KEPALAKK'],
    ...['KEPALAKEL', 'KPLKELUARGA', 'KPKELUARGA', 'KEPALAKELUARGAKK', 'KEPALARUTA', 'KEPALAKRT', 'KEPALART'],
    ...['KEPALAKELURGA', 'KEPALAKELUAGA', 'KEPLAKELUARGA', 'KAPALAKELUARGA', 'KEPALAKLUARGA'],
  ],
  husband: ['HUSBAND', 'SUAMI'],
  wife: ['WIFE', 'ISTRI', 'ISTERI'],
  spouse: [
    'SPOUSE',
    'ISTRISUAMI',
    'SUAMIISTRI',
    'ISTERISUAMI',
    'SUAMIISTERI',
    'PASANGAN',
    'ISTRIATAUSUAMI',
    'SUAMIATAUISTRI',
  ],
  child: ['CHILD', 'ANAK', 'ANAKKANDUNG', 'ANAKTIRI', 'ANAKANGKAT', 'ANAKASUH', 'ANAKKANDUNGTIRI'],
  child_in_law: ['CHILDINLAW', 'MENANTU', 'ANAKMENANTU', 'MANTU', 'ANAKMANTU'],
  grandchild: ['GRANDCHILD', 'CUCU'],
  parent: [
    ...['PARENT', 'ORANGTUA', 'ORTU', 'ORANGTUAMERTUA', 'ORANGTUAKANDUNG', 'AYAH', 'BAPAK', 'IBU', 'IBUKANDUNG'],
    ...['BAPA', 'EMAK', 'MAMAK', 'BPK'],
  ],
  parent_in_law: [
    ...['PARENTINLAW', 'MERTUA', 'IBUMERTUA', 'BAPAKMERTUA', 'AYAHMERTUA', 'ORANGTUAISTRI', 'ORANGTUASUAMI'],
    ...['MAKMERTUA', 'BPKMERTUA'],
  ],
  other_family: [
    ...['OTHERFAMILY', 'FAMILILAIN', 'FAMILILAINNYA', 'FAMILI', 'FAMILYLAIN', 'FAMILYLAINNYA', 'FAMILY', 'KERABAT'],
    ...['KELUARGALAIN', 'KELUARGALAINNYA', 'SANAKSAUDARA', 'SAUDARA', 'SAUDARI', 'SAUDARAKANDUNG', 'SAUDARASEPUPU'],
    ...['KAKAK', 'ADIK', 'KAKAKADIK', 'ADIKKAKAK', 'ABANG', 'AYUK', 'UNI', 'UDA', 'IPAR', 'ADIKIPAR', 'KAKAKIPAR'],
    ...[
      'SAUDARAIPAR',
      'ABANGIPAR',
      'BESAN',
      'SEPUPU',
      'KEPONAKAN',
      'PONAKAN',
      'KEMENAKAN',
      'ANAKKEPONAKAN',
      'ANAKSAUDARA',
    ],
    ...['KAKEK', 'NENEK', 'KAKEKNENEK', 'DATUK', 'EMBAH', 'MBAH', 'BUYUT', 'CICIT', 'UWAK'],
    ...['PAMAN', 'BIBI', 'BIBIK', 'MAMANG', 'OM', 'TANTE', 'PAMANBIBI'],
  ],
  servant: ['SERVANT', 'PEMBANTU', 'PEMBANTURUMAHTANGGA', 'PEMBANTURUTA', 'PEMBANTUSOPIR', 'SOPIR', 'PRT', 'ART'],
  other: ['OTHER', 'LAINNYA', 'LAIN', 'LAINLAIN', 'BUKANKELUARGA'],
}

const RELATION_OF_LABEL: ReadonlyMap<string, Relation> = new Map(
  (Object.keys(LABELS) as Relation[]).flatMap((relation) => LABELS[relation].map((label) => [label, relation])),
)

/** BPS lists have one code for parent and parent-in-law; `parent` stands for both. */
const BPS_CODES: readonly Relation[] = [
  'head',
  'spouse',
  'child',
  'child_in_law',
  'grandchild',
  'parent',
  'servant',
  'other',
]

/** Relations by code, starting with code 1. */
const RELATIONS_OF_LIST: Record<RelationList, readonly Relation[]> = {
  siak: [
    'head',
    'husband',
    'wife',
    'child',
    'child_in_law',
    'grandchild',
    'parent',
    'parent_in_law',
    'other_family',
    'servant',
    'other',
  ],
  bps: BPS_CODES,
  regsosek: BPS_CODES,
}

const NOT_A_LETTER = /[^A-Z]+/g
const CODE = /^\s*'?(\d{1,2})(?:[.,]0+)?\s*$/

/** Words that say which of several children or wives it is, and in what way, but not another relation. */
const QUALIFIERS: ReadonlySet<string> = new Set([
  ...[
    'KANDUNG',
    'ANGKAT',
    'TIRI',
    'ASUH',
    'SAH',
    'SIRI',
    'SULUNG',
    'BUNGSU',
    'TENGAH',
    'TUNGGAL',
    'TERAKHIR',
    'KE',
    'KA',
  ],
  ...['SATU', 'DUA', 'TIGA', 'EMPAT', 'LIMA', 'ENAM', 'TUJUH', 'DELAPAN', 'SEMBILAN', 'SEPULUH', 'NO', 'NOMOR'],
  ...['PERTAMA', 'KESATU', 'KEDUA', 'KETIGA', 'KEEMPAT', 'KELIMA', 'KEENAM', 'KETUJUH', 'KEDELAPAN', 'KESEMBILAN'],
  ...['LAKI', 'LELAKI', 'PEREMPUAN', 'LK', 'PR', 'L', 'P', 'PUTRA', 'PUTRI', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII'],
])
const BRACKETED = /[([{][^)\]}]*[)\]}]?/g
const BETWEEN_RELATIONS = /[/,;&]|\b(?:ATAU|DAN)\b/
const WORDS = /[A-Z]+/g
const LEAST_CACHED = 1000

/**
 * Returns the relation of a label in any source's spelling (`Kepala Keluarga`, `3. Anak`, `Istri/Suami`, `ANAK KE-2`,
 * `Ibu/Ayah kandung`), or ''. Several words are a relation only if all of them are the same one.
 */
export function parseRelation(label: string): Relation | '' {
  return RELATION_OF_LABEL.get(label) ?? relationOfText(label)
}

/** Cached, because lists repeat the same few labels. */
const relationOfText = cachedByText((label): Relation | '' => {
  const text = label.toUpperCase()
  const whole = RELATION_OF_LABEL.get(text.replace(NOT_A_LETTER, ''))
  if (whole !== undefined) return whole
  const unbracketed = text.replace(BRACKETED, ' ')
  const bare = RELATION_OF_LABEL.get(unbracketed.replace(NOT_A_LETTER, '')) ?? bareRelation(unbracketed)
  if (bare !== '') return bare
  const [first, ...others] = unbracketed.split(BETWEEN_RELATIONS).filter(hasOwnWord).map(bareRelation)
  return first !== undefined && others.every((relation) => relation === first) ? first : ''
}, LEAST_CACHED)

function hasOwnWord(text: string): boolean {
  return (text.match(WORDS) ?? []).some((word) => !QUALIFIERS.has(word))
}

function bareRelation(text: string): Relation | '' {
  const words = text.match(WORDS) ?? []
  return RELATION_OF_LABEL.get(words.filter((word) => !QUALIFIERS.has(word)).join('')) ?? ''
}

/** Returns the relation of a code in its list, or '' if the list has no such code. */
export function relationFromCode(code: string, list: RelationList): Relation | '' {
  const number = Number(CODE.exec(code)?.[1] ?? '0')
  return RELATIONS_OF_LIST[list][number - 1] ?? ''
}
