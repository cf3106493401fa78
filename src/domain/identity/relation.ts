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
  head: ['HEAD', 'KEPALAKELUARGA', 'KEPALARUMAHTANGGA', 'KEPALA', 'KEPKELUARGA', 'KEPKEL', 'KK', 'KRT'],
  husband: ['HUSBAND', 'SUAMI'],
  wife: ['WIFE', 'ISTRI', 'ISTERI'],
  spouse: ['SPOUSE', 'ISTRISUAMI', 'SUAMIISTRI', 'ISTERISUAMI', 'SUAMIISTERI', 'PASANGAN'],
  child: ['CHILD', 'ANAK', 'ANAKKANDUNG', 'ANAKTIRI', 'ANAKANGKAT', 'ANAKASUH', 'ANAKKANDUNGTIRI'],
  child_in_law: ['CHILDINLAW', 'MENANTU', 'ANAKMENANTU'],
  grandchild: ['GRANDCHILD', 'CUCU'],
  parent: ['PARENT', 'ORANGTUA', 'ORTU', 'ORANGTUAMERTUA', 'ORANGTUAKANDUNG', 'AYAH', 'BAPAK', 'IBU', 'IBUKANDUNG'],
  parent_in_law: ['PARENTINLAW', 'MERTUA'],
  other_family: [
    'OTHERFAMILY',
    'FAMILILAIN',
    'FAMILILAINNYA',
    'FAMILI',
    'KELUARGALAIN',
    'KELUARGALAINNYA',
    'SAUDARA',
    'SAUDARAKANDUNG',
    'KAKAK',
    'ADIK',
    'KAKAKADIK',
    'IPAR',
    'KEPONAKAN',
    'KAKEK',
    'NENEK',
    'PAMAN',
    'BIBI',
    'CICIT',
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

/** Returns the relation of a label in any source's spelling (`Kepala Keluarga`, `3. Anak`, `Istri/Suami`), or ''. */
export function parseRelation(label: string): Relation | '' {
  return RELATION_OF_LABEL.get(label) ?? RELATION_OF_LABEL.get(label.toUpperCase().replace(NOT_A_LETTER, '')) ?? ''
}

/** Returns the relation of a code in its list, or '' if the list has no such code. */
export function relationFromCode(code: string, list: RelationList): Relation | '' {
  const number = Number(CODE.exec(code)?.[1] ?? '0')
  return RELATIONS_OF_LIST[list][number - 1] ?? ''
}
