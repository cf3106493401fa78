/** How a member stands to the head of the family (SHDK). */
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

/** The code lists that are in use; the same number means different relations in them. */
export type RelationList = 'siak' | 'bps' | 'regsosek'

/** Labels squeezed to their letters. The words of `Relation` itself are among them, so that canonical records read back. */
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

/** The lists of BPS do not tell a parent from a parent-in-law; `parent` stands for both there. */
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

/** Relations by code, the first being code 1. */
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

/** Gives the relation that a label names, in any of the lists' spellings (`Kepala Keluarga`, `3. Anak`, `Istri/Suami`), or ''. */
export function parseRelation(label: string): Relation | '' {
  return RELATION_OF_LABEL.get(label) ?? RELATION_OF_LABEL.get(label.toUpperCase().replace(NOT_A_LETTER, '')) ?? ''
}

/** Gives the relation that a code means in its list, or '' when the list has no such code. */
export function relationFromCode(code: string, list: RelationList): Relation | '' {
  const number = Number(CODE.exec(code)?.[1] ?? '0')
  return RELATIONS_OF_LIST[list][number - 1] ?? ''
}
