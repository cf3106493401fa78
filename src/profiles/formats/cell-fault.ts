import type { Limits, RowError } from './file-item.js'
import { fieldTooLong, NUL_CHARACTER, TEXT_UNDECODABLE } from './row-errors.js'

/** Finds the first cell that cannot be stored. */
export function cellFault(cells: readonly string[], header: readonly string[], limits: Limits): RowError | undefined {
  for (const [at, cell] of cells.entries()) {
    const field = header[at] ?? ''
    if (cell.includes('\0')) return { field, ...NUL_CHARACTER }
    if (cell.includes('\uFFFD')) return { field, ...TEXT_UNDECODABLE }
    if (cell.length > limits.field) return { field, ...fieldTooLong(limits) }
  }
  return undefined
}
