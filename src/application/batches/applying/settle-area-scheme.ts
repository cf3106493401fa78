import { type Batch, listBatchIds } from '../../../storage/batches/batches.js'
import { queueReread, readInScheme } from '../../../storage/batches/source-records.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import { findKnownAreas, saveAreaCodes, saveAreaScheme } from '../../../storage/sources/area-schemes.js'
import { findProfile } from '../../../storage/sources/profiles.js'
import { findSource } from '../../../storage/sources/sources.js'
import { Profile } from '../../../profiles/schema/profile.js'
import { tellAreaScheme } from '../../../profiles/reading/area-scheme.js'
import type { Registry } from '../../context/registry.js'

/** As many as one batch tells; more decide nothing anew. */
const MOST_CODES = 400

/**
 * Sees to it that the rows of a batch are read in the scheme of their source's area codes. The first batches that tell it decide
 * it, by all codes that the source has had so far; then the rows of earlier batches are read in it as well, so that it does not matter
 * in which batch a row came. Returns whether that changed rows of earlier batches.
 */
export async function settleAreaScheme(
  tx: Tx,
  { areas }: Pick<Registry, 'areas'>,
  { id, source, areaCodes }: Batch,
): Promise<boolean> {
  if (areaCodes === undefined) return false
  const known = await findKnownAreas(tx, source)
  if (known.scheme !== undefined) {
    await readInScheme(tx, [id], known.scheme)
    return false
  }
  const codes = [...new Set([...known.codes, ...areaCodes])].slice(0, MOST_CODES)
  const told = tellAreaScheme(codes, await declaredScheme(tx, source), areas)
  if (told === undefined) {
    if (codes.length > known.codes.length) await saveAreaCodes(tx, source, codes)
    return false
  }
  await saveAreaScheme(tx, source, told)
  return (await readInScheme(tx, await listBatchIds(tx, source), told)) > 0
}

/** Queues what the scheme has changed in records of earlier batches. Called once the batch's own rows are queued. */
export async function queueRereadRecords(tx: Tx, { source }: Batch): Promise<void> {
  await queueReread(tx, source)
}

async function declaredScheme(tx: Tx, code: string): Promise<Profile['areaScheme']> {
  const source = await findSource(tx, code)
  const stored = source === undefined ? undefined : await findProfile(tx, source.profile)
  if (stored === undefined) throw new Error('A source has a profile')
  return Profile.parse(stored.document).areaScheme
}
