import { Readable } from 'node:stream'
import { canonical } from '../../profiles/built-in/canonical.js'
import { type JsonObject, type ReadRow, readRows, type RowError } from '../../profiles/reading/read-rows.js'
import { readOptions } from '../batches/receiving/read-options.js'
import { type Refusal, refuse } from '../context/refusals.js'
import type { Registry } from '../context/registry.js'
import type { SourceCache } from '../sources/source-cache.js'

/** A record that is sent outside of a batch, in canonical columns. */
export interface SingleRecord {
  readonly source: string
  readonly sourceKey: string
  readonly fields: JsonObject
}

/** The errors of a record that cannot be read. */
export interface Faulty {
  readonly kind: 'faulty'
  readonly errors: readonly RowError[]
}

/**
 * Reads a single record like a row of a batch in canonical columns, so that both ways lead to the same record. Refuses with
 * SOURCE_UNKNOWN or SOURCE_KEY_INVALID.
 */
export async function readSingle(
  { registry, sources }: { registry: Registry; sources: SourceCache },
  { source, sourceKey, fields }: SingleRecord,
): Promise<ReadRow | Faulty | Refusal> {
  const stored = await sources.find(source)
  if (stored === undefined) return refuse('SOURCE_UNKNOWN', 'There is no such source.')
  const document = Buffer.from(JSON.stringify({ ...fields, source_key: sourceKey, name: fields.name ?? '' }))
  for await (const outcome of readRows(
    Readable.from([document]),
    canonical,
    readOptions(registry, { source: stored }, { format: 'json' }),
  )) {
    if (outcome.kind !== 'row') return { kind: 'faulty', errors: outcome.errors }
    if (outcome.sourceKey === sourceKey) return outcome
    return refuse(
      'SOURCE_KEY_INVALID',
      'The key of a record has no blanks around it and is no number of a person: POST that to record-keys.',
    )
  }
  return { kind: 'faulty', errors: [] }
}
