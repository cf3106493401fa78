/** One sentence for a person to read, in English and as a kecamatan officer would say it in Indonesian. */
export interface Words {
  readonly en: string
  readonly id: string
}

/** The languages that explanations are given in. */
export const LANGUAGES = ['en', 'id'] as const satisfies readonly (keyof Words)[]
export type Language = (typeof LANGUAGES)[number]

/** Words for every level of a comparison, so that a level without words does not compile; `{}` stands for the subject. */
export type WordsByLevel<Levels extends readonly string[]> = Readonly<Record<Levels[number], Words>>
