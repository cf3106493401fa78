/** The lists; the columns of every table of error rates are in this order. */
export const SOURCES = ['dtks', 'p3ke', 'dtsen', 'disdukcapil', 'bantu-umak', 'muba-survei', 'sibangkit'] as const
export type Source = (typeof SOURCES)[number]

/** The coverage and form of a list. */
export interface SourceShape {
  /** Its year, counted back from the reference year. */
  readonly yearsBack: number
  /** The share of households that it holds, by desil from the poorest. */
  readonly coverage: readonly number[]
  /** The share of the members of such a household that it holds. */
  readonly members: number
  /** Names stand in capitals or as Title Case. */
  readonly letters: 'upper' | 'title'
  /** The width at which the list cuts names off. */
  readonly nameWidth: number
}

const all = (share: number): readonly number[] => Array<number>(10).fill(share)

/** Lists of assistance cover the poor; the population register and the national base cover every desil. */
export const SOURCE_SHAPES: Readonly<Record<Source, SourceShape>> = {
  dtks: {
    yearsBack: 5,
    coverage: [0.86, 0.84, 0.8, 0.75, 0.5, 0.2, 0.14, 0.12, 0.1, 0.08],
    members: 0.97,
    letters: 'upper',
    nameWidth: 32,
  },
  p3ke: {
    yearsBack: 3,
    coverage: [0.93, 0.93, 0.93, 0.87, 0.3, 0.28, 0.22, 0.05, 0.04, 0.04],
    members: 0.97,
    letters: 'upper',
    nameWidth: 60,
  },
  dtsen: { yearsBack: 1, coverage: all(0.98), members: 0.97, letters: 'upper', nameWidth: 60 },
  disdukcapil: { yearsBack: 0, coverage: all(0.36), members: 0.995, letters: 'upper', nameWidth: 60 },
  'bantu-umak': {
    yearsBack: 2,
    coverage: [0.62, 0.58, 0.04, 0, 0, 0, 0, 0, 0, 0],
    members: 1,
    letters: 'upper',
    nameWidth: 25,
  },
  'muba-survei': {
    yearsBack: 2,
    coverage: [0.33, 0.3, 0.28, 0.25, 0.2, 0.18, 0.15, 0.1, 0.1, 0.1],
    members: 0.96,
    letters: 'title',
    nameWidth: 60,
  },
  sibangkit: {
    yearsBack: 3,
    coverage: [0.45, 0.42, 0.38, 0.3, 0.15, 0.08, 0.04, 0.03, 0.02, 0.02],
    members: 0.95,
    letters: 'title',
    nameWidth: 60,
  },
}
