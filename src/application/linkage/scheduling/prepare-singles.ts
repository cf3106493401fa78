import { FeatureRows } from '../../../domain/linkage/feature-rows.js'
import { householdOfRecord } from '../../../domain/registry/households/person-claims.js'
import { recordId } from '../../../storage/batches/record-id.js'
import type { Database } from '../../../storage/postgres/connection.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import { newPass } from '../state/pass.js'
import type { RegistryView } from '../state/registry-view.js'
import type { SingleChange } from '../state/single-change.js'
import { CachedView } from './cached-view.js'
import { lookupsFor } from './few-changes.js'
import type { PreparedRows } from './next-pass-prefetch.js'
import type { PassLog } from './pass-log.js'
import { PassPrefetch } from './pass-prefetch.js'
import { keysToPrefetch } from './prefetched.js'

/** What was made before a pass over single changes began. */
export interface PreparedSingles extends PreparedRows {
  /** A view with the rows that were prefetched; undefined where another pass came between. */
  readonly view: RegistryView | undefined
}

/** Returns what was prepared, for the pass of this number; a second call returns undefined, since a pass adds to the rows. */
export type Preparation = (number: number, context: LinkingContext) => Promise<PreparedSingles | undefined>

/** Prepares a pass over some single changes while its transaction begins: makes rows and block keys, and prefetches. */
export function prepareSingles(
  database: Database,
  singles: readonly SingleChange[],
  { context, log }: { context: LinkingContext; log: PassLog },
): Preparation {
  const { model, lacks } = context
  const records = singles.map((single) => ({ ...single, id: recordId(single.source, single.sourceKey) }))
  const puts = records.flatMap((each) => (each.kind === 'put' ? { ...each, subject: 'person' as const } : []))
  const rows = new FeatureRows(model)
  rows.append(puts)
  const isUnchanged = log.unchangedTest()
  const view = new CachedView(lookupsFor(singles, database), lacks)
  const changed = {
    ids: records.map(({ id }) => id),
    keys: keysToPrefetch(puts, rows, model),
    households: puts.flatMap((each) => householdOfRecord(each) ?? []),
  }
  const prefetch = new PassPrefetch(newPass({ changes: [], context, view }))
  // After a failure the pass reads for itself, and reports what is wrong with the database.
  const reading = isUnchanged && prefetch.readNear(changed).catch(() => undefined)
  let isTaken = false
  return async (number, now) => {
    if (isTaken) return undefined
    isTaken = true
    const isValid = isUnchanged?.(number) === true && stillLacks(lacks, now.lacks)
    if (isValid) await reading
    return { model, rows, view: isValid ? view : undefined }
  }
}

const READ_BY_VIEWS = ['crowds', 'judgements', 'pastMemberships'] as const

/** Whether a view may go on without the reads that it left out: the first crowd or judgement may have come since. */
function stillLacks(before: LinkingContext['lacks'], now: LinkingContext['lacks']): boolean {
  return READ_BY_VIEWS.every((kind) => before?.[kind] !== true || now?.[kind] === true)
}
