import { HttpProblem } from '../contract/problem.js'

export type UploadFormat = 'csv' | 'ndjson' | 'json' | 'xlsx'
export type UploadEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Undefined: detected from the bytes. */
const FORMATS: Readonly<Record<string, UploadFormat | undefined>> = {
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'text/plain': 'csv',
  'application/csv': 'csv',
  // Browsers on Windows send a CSV file under this type.
  'application/vnd.ms-excel': undefined,
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/json': 'json',
  [XLSX_TYPE]: 'xlsx',
  'application/octet-stream': undefined,
  'application/gzip': undefined,
  'application/x-gzip': undefined,
}

const ENCODINGS: Readonly<Record<string, UploadEncoding | undefined>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  // The byte order mark determines the byte order.
  'utf-16': undefined,
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': undefined,
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]+)"?/i

/** The bytes show whether a body is packed. */
const CONTENT_ENCODINGS = new Set(['', 'identity', 'gzip', 'x-gzip'])

/** The format and encoding that Content-Type declares. */
export interface UploadType {
  readonly format: UploadFormat | undefined
  readonly encoding: UploadEncoding | undefined
}

/** Reads Content-Type; throws MEDIA_TYPE_UNSUPPORTED for an unknown type or charset. */
export function readUploadType(header: string | undefined): UploadType {
  const type = (header ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!Object.hasOwn(FORMATS, type))
    throw new HttpProblem('MEDIA_TYPE_UNSUPPORTED', `Send a batch as one of: ${Object.keys(FORMATS).join(', ')}.`)
  const charset = CHARSET.exec(header ?? '')?.[1]?.toLowerCase()
  if (charset !== undefined && !Object.hasOwn(ENCODINGS, charset))
    throw new HttpProblem('MEDIA_TYPE_UNSUPPORTED', `The charset must be one of: ${Object.keys(ENCODINGS).join(', ')}.`)
  return { format: FORMATS[type], encoding: charset === undefined ? undefined : ENCODINGS[charset] }
}

/** Throws MEDIA_TYPE_UNSUPPORTED for a Content-Encoding other than gzip. */
export function checkContentEncoding(header: string | undefined): void {
  if (CONTENT_ENCODINGS.has((header ?? '').trim().toLowerCase())) return
  const headers = { 'accept-encoding': 'gzip' }
  throw new HttpProblem('MEDIA_TYPE_UNSUPPORTED', 'Send the body unpacked, or packed with gzip.', { headers })
}
