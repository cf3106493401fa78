/** One kind of name at a time, so that linkage can be measured for each. */
export const NAME_TYPES = ['mononym', 'patronymic', 'title', 'abbreviation', 'balinese', 'palembang', 'joined'] as const
export type NameType = (typeof NAME_TYPES)[number]
