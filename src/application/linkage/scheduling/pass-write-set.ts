import type { KeyChanges } from '../compare/key-changes.js'
import type { RecordChanges } from '../changes/record-changes.js'

/** What a pass changes of what other passes look up. */
export interface PassWriteSet {
  /** The ids of the records that it writes. */
  readonly records: ReadonlySet<string>
  /** The keys that records gain or lose, in their order. */
  readonly keys: Float64Array
}

export function passWriteSet(
  { addedInOrder, removed, noLongerCrowded }: KeyChanges,
  { ids }: RecordChanges,
): PassWriteSet {
  const lost = [...removed.map(({ key }) => key), ...noLongerCrowded]
  const keys = lost.length === 0 ? addedInOrder.keys : Float64Array.from([...addedInOrder.keys, ...lost]).sort()
  return { records: ids, keys }
}
