/** Counts of the levels of two comparisons together: [level of the earlier one][level of the later one]. */
export type JointTable = readonly Float64Array[]

/** Counts pairs by the levels of every two comparisons. A pair counts only where both levels are known. */
export class JointCounts {
  readonly #tables: readonly (readonly JointTable[])[]

  /** `levelCounts` are the numbers of levels of the comparisons, with level 0. */
  constructor(levelCounts: readonly number[]) {
    this.#tables = levelCounts.map((laterLevels, later) =>
      levelCounts.slice(0, later).map((earlierLevels) => {
        return Array.from({ length: earlierLevels }, () => new Float64Array(laterLevels))
      }),
    )
  }

  add(levels: Uint8Array, pairs: number): void {
    for (let earlier = 0; earlier < levels.length; earlier += 1) this.addGiven(levels, earlier, pairs)
  }

  /** Counts pairs only in the tables with this earlier comparison. */
  addGiven(levels: Uint8Array, earlier: number, pairs: number): void {
    const given = levels[earlier] ?? 0
    if (given === 0) return
    for (let later = earlier + 1; later < levels.length; later += 1) {
      const level = levels[later] ?? 0
      const row = this.#tables[later]?.[earlier]?.[given]
      if (level !== 0 && row !== undefined) row[level] = (row[level] ?? 0) + pairs
    }
  }

  table(earlier: number, later: number): JointTable {
    return this.#tables[later]?.[earlier] ?? []
  }
}
