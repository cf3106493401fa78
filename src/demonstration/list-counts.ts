/** How persons are spread over lists. */
export interface ListCounts {
  readonly persons: number
  readonly inSeveralLists: number
  readonly twiceInOneList: number
}

/** Counts persons (the clusters of rows) by the lists that name them. */
export function countAcrossLists(sources: readonly string[], clusterOf: Uint32Array): ListCounts {
  const listsOf = new Map<number, string[]>()
  clusterOf.forEach((cluster, row) => {
    const lists = listsOf.get(cluster)
    const source = sources[row] ?? ''
    if (lists === undefined) listsOf.set(cluster, [source])
    else lists.push(source)
  })
  let inSeveralLists = 0
  let twiceInOneList = 0
  for (const lists of listsOf.values()) {
    const different = new Set(lists).size
    if (different > 1) inSeveralLists += 1
    if (different < lists.length) twiceInOneList += 1
  }
  return { persons: listsOf.size, inSeveralLists, twiceInOneList }
}
