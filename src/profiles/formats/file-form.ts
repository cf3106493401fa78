import type { Encoding, FileFormat, Separator } from '../schema/profile.js'

/** The detected form of a file. */
export interface FileForm {
  format: FileFormat
  encoding?: Encoding
  separator?: Separator
}
