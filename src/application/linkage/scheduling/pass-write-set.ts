/** What a pass changes of what others look up: the records that it writes, and the keys that some of them gain or lose. */
export interface PassWriteSet {
  readonly records: ReadonlySet<string>
  /** In their order. */
  readonly keys: Float64Array
}
