import { orderOfKeys } from './order-of-keys.js'

/** The keys that a record has or gets. */
export interface KeysOfRecord {
  readonly recordId: string
  readonly keys: readonly number[]
}

/** Keys of several records from the least to the greatest, each with the place in `records` of the record that holds it. */
export interface SortedKeys {
  readonly keys: Float64Array
  readonly owners: Uint32Array
  readonly records: readonly KeysOfRecord[]
}

/** Puts all keys in one order, that of the database's index: by it they are looked up, counted and written. */
export function sortKeys(records: readonly KeysOfRecord[]): SortedKeys {
  const count = records.reduce((sum, { keys }) => sum + keys.length, 0)
  const keys = new Float64Array(count)
  const owners = new Uint32Array(count)
  let row = 0
  for (let owner = 0; owner < records.length; owner += 1) {
    for (const key of records[owner]?.keys ?? []) {
      keys[row] = key
      owners[row] = owner
      row += 1
    }
  }
  const order = orderOfKeys(keys)
  const sorted = { keys: new Float64Array(count), owners: new Uint32Array(count) }
  for (let at = 0; at < count; at += 1) {
    const place = order[at] ?? 0
    sorted.keys[at] = keys[place] ?? 0
    sorted.owners[at] = owners[place] ?? 0
  }
  return { ...sorted, records }
}

/** Calls `visit` for each key that is held, once, with the run of its holders from `start` to before `end`. */
export function visitRuns(
  { keys }: Pick<SortedKeys, 'keys'>,
  visit: (key: number, start: number, end: number) => void,
): void {
  for (let start = 0; start < keys.length;) {
    const end = endOfRun(keys, start)
    visit(keys[start] ?? 0, start, end)
    start = end
  }
}

/** The keys from `least` on, each once and in their order. */
export function distinctKeys(sorted: Pick<SortedKeys, 'keys'>, least = 0): Float64Array {
  const keys = new Float64Array(sorted.keys.length)
  let count = 0
  visitRuns(sorted, (key) => {
    if (key >= least) keys[count++] = key
  })
  return keys.subarray(0, count)
}

/** Where the run of equal keys ends that begins at `start`. */
export function endOfRun(keys: Float64Array, start: number): number {
  let end = start + 1
  while (end < keys.length && keys[end] === keys[start]) end += 1
  return end
}

/** Whether a key is among some in their order. */
export function includesKey(sorted: Float64Array, key: number): boolean {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((sorted[middle] ?? 0) < key) from = middle + 1
    else to = middle
  }
  return sorted[from] === key
}
