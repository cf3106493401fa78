import { Readable } from 'node:stream'
import type { Profile } from '../../../src/profiles/schema/profile.js'
import { type ReadOptions, readRows, type RowOutcome } from '../../../src/profiles/reading/read-rows.js'

/** Everything that reading a text or bytes yields; the bytes come in chunks of the given size. */
export async function readAll(
  file: string | Uint8Array,
  profile: Profile,
  { chunk = 1 << 16, ...options }: ReadOptions & { chunk?: number } = {},
): Promise<RowOutcome[]> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += chunk) chunks.push(bytes.subarray(at, at + chunk))
  const outcomes: RowOutcome[] = []
  for await (const outcome of readRows(Readable.from(chunks), profile, options)) outcomes.push(outcome)
  return outcomes
}

/** What each outcome is about, in short: a row by its key, the others by their codes. */
export function inShort(outcomes: readonly RowOutcome[]): string[] {
  return outcomes.map((outcome) =>
    outcome.kind === 'row' ? `row ${outcome.row}` : `${outcome.kind} ${outcome.line} ${outcome.errors[0]?.code ?? ''}`,
  )
}
