/** The result of some work, and whether its writes are kept. */
export interface Outcome<T> {
  readonly isKept: boolean
  readonly value: T
}

/** Returns a value and keeps the writes of the work. */
export function keep<T>(value: T): Outcome<T> {
  return { isKept: true, value }
}

/** Returns a value and undoes the writes of the work. */
export function undo<T>(value: T): Outcome<T> {
  return { isKept: false, value }
}
