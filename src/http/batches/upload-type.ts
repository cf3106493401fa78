import { HttpProblem } from '../contract/problem.js'

export type UploadFormat = 'csv' | 'ndjson' | 'json' | 'xlsx'
export type UploadEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Undefined: whatever its bytes say. */
const FORMATS: Readonly<Record<string, UploadFormat | undefined>> = {
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'text/plain': 'csv',
  'application/csv': 'csv',
  // What browsers on Windows call a CSV file.
  'application/vnd.ms-excel': undefined,
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/json': 'json',
  [XLSX_TYPE]: 'xlsx',
  'application/octet-stream': undefined,
}

const ENCODINGS: Readonly<Record<string, UploadEncoding | undefined>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  // The mark at the beginning tells the order of the bytes.
  'utf-16': undefined,
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': undefined,
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]+)"?/i

/** What an upload is said to be. */
export interface UploadType {
  readonly format: UploadFormat | undefined
  readonly encoding: UploadEncoding | undefined
}

/** Reads Content-Type; declines with MEDIA_TYPE_UNSUPPORTED a type or charset that no list comes in. */
export function readUploadType(header: string | undefined): UploadType {
  const type = (header ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!Object.hasOwn(FORMATS, type))
    throw new HttpProblem('MEDIA_TYPE_UNSUPPORTED', `A list comes as one of: ${Object.keys(FORMATS).join(', ')}.`)
  const charset = CHARSET.exec(header ?? '')?.[1]?.toLowerCase()
  if (charset !== undefined && !Object.hasOwn(ENCODINGS, charset))
    throw new HttpProblem('MEDIA_TYPE_UNSUPPORTED', `The charset is one of: ${Object.keys(ENCODINGS).join(', ')}.`)
  return { format: FORMATS[type], encoding: charset === undefined ? undefined : ENCODINGS[charset] }
}
