export type PairFilter = (i: number, j: number) => boolean
