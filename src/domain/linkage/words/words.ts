/** One sentence for users, in English, and in Indonesian as an officer of a kecamatan would say it. */
export interface Words {
  readonly en: string
  readonly id: string
}

/** The languages of explanations. */
export const LANGUAGES = ['en', 'id'] as const satisfies readonly (keyof Words)[]
export type Language = (typeof LANGUAGES)[number]

/**
 * Words for every level of a comparison, so that a level without words does not compile; `{}` stands for the subject.
 */
export type WordsByLevel<Levels extends readonly string[]> = Readonly<Record<Levels[number], Words>>
