import { householdOfRecord } from '../../../domain/registry/households/person-claims.js'
import type { Database } from '../../../storage/postgres/connection.js'
import { recordId } from '../../../storage/batches/record-id.js'
import { lookupsFor } from './few-changes.js'
import { FeatureRows } from '../state/feature-rows.js'
import { keysToPrefetch } from './prefetched.js'
import type { SingleChange } from '../state/single-change.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { PassLog } from './pass-log.js'
import { PassReads } from '../state/pass-reads.js'
import type { PreparedRows } from './prepared-rows.js'
import { PassPrefetch } from './pass-prefetch.js'
import { RecordSet } from '../state/record-set.js'

/** What a pass over single changes can be given that was worked out before it began. */
export interface PreparedSingles extends PreparedRows {
  /** What was read of the registry, and is being read; absent where a pass has come since. */
  readonly reads: PassReads | undefined
}

/** Gives what was prepared for the pass of a number, once: a pass adds to the rows. */
export type Preparation = (number: number, context: LinkingContext) => Promise<PreparedSingles | undefined>

/**
 * Prepares the pass over some single changes while its transaction begins: parses them, makes their block keys and reads whom
 * they may concern.
 */
export function prepareSingles(
  database: Database,
  singles: readonly SingleChange[],
  { context: { model, lacks }, log }: { context: LinkingContext; log: PassLog },
): Preparation {
  const records = singles.map((single) => ({ ...single, id: recordId(single.source, single.sourceKey) }))
  const puts = records.flatMap((each) => (each.kind === 'put' ? { ...each, subject: 'person' as const } : []))
  const rows = new FeatureRows(model)
  rows.append(puts)
  const holds = log.holdsFor()
  const reads = new PassReads(lookupsFor(singles, database), { lacks })
  const asked = {
    ids: records.map(({ id }) => id),
    keys: keysToPrefetch(puts, rows, model),
    households: puts.flatMap((each) => householdOfRecord(each) ?? []),
  }
  const ahead = new PassPrefetch(reads, new RecordSet(reads, { model }))
  // Without it the pass reads for itself, and tells what is wrong with the database.
  const reading = holds && ahead.readNear(asked).catch(() => undefined)
  let isTaken = false
  return async (number, now) => {
    if (isTaken) return undefined
    isTaken = true
    // The last pass may have been the one by which a crowd came together.
    const isValid = holds?.(number) === true && (lacks?.crowds !== true || now.lacks?.crowds === true)
    if (isValid) await reading
    return { model, records: puts.map(({ record }) => record), rows, reads: isValid ? reads : undefined }
  }
}
