/** The types of names for which linkage is measured one by one. */
export const NAME_TYPES = ['mononym', 'patronymic', 'title', 'abbreviation', 'balinese', 'palembang', 'joined'] as const
export type NameType = (typeof NAME_TYPES)[number]
