import type { RowErrorCode } from './file-item.js'

/** A file that cannot be read, or not to its end; the message is the reason and contains no value of the file. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'

  constructor(
    readonly code: RowErrorCode,
    detail: string,
  ) {
    super(detail)
  }
}
