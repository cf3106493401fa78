/** The kinds of errors that a record of the field family can have, in the order in which records tell them. */
export const KINDS = [
  // The row.
  'enumerated_twice',
  'two_cards',
  'second_wife',
  'village_wrong',
  // The NIK.
  'nik_missing',
  'nik_old',
  'nik_second',
  'nik_typo',
  'nik_neighbour',
  'nik_head',
  'nik_heir',
  'nik_temporary',
  'nik_row_shift',
  'ocr_nik',
  // The KK.
  'kk_missing',
  'kk_old',
  'ocr_kk',
  // The name.
  'second_name',
  'teknonym',
  'husbands_name',
  'nickname',
  'clan_dropped',
  'clan_first',
  'muhammad',
  'arabic',
  'phonetic',
  'name_typo',
  'father_appended',
  'ocr_name',
  'mojibake',
  'name_cut',
  // The birth date.
  'dob_missing',
  'dob_typo',
  'dob_from_age',
  'dob_swapped_file',
  'dob_default_file',
  'dob_excel_1904',
  'dob_row_shift',
  'ocr_dob',
  // The sex.
  'sex_wrong',
] as const
export type Kind = (typeof KINDS)[number]

/** A value as the list has it, and what was done to it. */
export interface Written {
  readonly text: string
  readonly kinds: readonly Kind[]
}

/** Returns the kinds without repetition, in the order of the table. */
export function sorted(kinds: Iterable<Kind>): Kind[] {
  const known = new Set(kinds)
  return KINDS.filter((kind) => known.has(kind))
}
