/**
 * The families of lists: `plain` ones, whose errors are those of typing, and those of the `field`, where people are alike
 * and whole files are wrong.
 */
export const FAMILIES = ['plain', 'field'] as const
export type Family = (typeof FAMILIES)[number]
