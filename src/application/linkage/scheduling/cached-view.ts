import type { ConflictOfPerson } from '../../../storage/conflicts/conflicts.js'
import type { HouseholdKeyHolder, StoredHousehold } from '../../../storage/households/households.js'
import type { KeyHolder } from '../../../storage/linkage/block-keys.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { StoredPerson } from '../../../storage/persons/persons.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import { type Lacks, PlainView } from '../state/plain-view.js'
import { MOST_CACHED, RowCache } from './row-cache.js'

/**
 * A view that reads most rows once, so that a prefetch can read what a pass will most likely need, several things at a time.
 * It holds for one pass.
 */
export class CachedView extends PlainView {
  #fewCrowded: Promise<ReadonlySet<number> | undefined> | undefined
  readonly #keyHolders: RowCache<number, KeyHolder>
  readonly #liveRecords: RowCache<string, LiveRecord>
  readonly #edges: RowCache<string, StoredEdge>
  readonly #persons: RowCache<string, StoredPerson>
  readonly #households: RowCache<string, StoredHousehold>
  readonly #householdKeyHolders: RowCache<string, HouseholdKeyHolder>
  readonly #openConflicts: RowCache<string, ConflictOfPerson>

  constructor(conn: Conn, lacks?: Partial<Lacks>) {
    super(conn, lacks)
    this.#keyHolders = new RowCache(
      (keys) => inTwoParts(sorted(keys), (part) => super.keyHolders(part)),
      ({ key }) => key,
    )
    this.#liveRecords = new RowCache(
      (ids) => inTwoParts(ids, (part) => super.liveRecords(part)),
      ({ id }) => id,
    )
    this.#edges = new RowCache(
      (ids) => inTwoParts(ids, (part) => super.edgesOf(part)),
      ({ recordId }) => recordId,
    )
    this.#persons = new RowCache(
      (ids) => inTwoParts(ids, (part) => super.persons(part)),
      ({ id }) => id,
    )
    this.#households = new RowCache(
      (ids) => super.households(ids),
      ({ id }) => id,
    )
    this.#householdKeyHolders = new RowCache(
      (keys) => super.householdKeyHolders(keys),
      ({ key }) => key,
    )
    this.#openConflicts = new RowCache(
      (ids) => super.openConflictsOf(ids),
      ({ personId }) => personId,
    )
  }

  override liveRecords(ids: readonly string[]): Promise<readonly LiveRecord[]> {
    return this.#liveRecords.of(ids)
  }

  override keyHolders(keys: Iterable<number>): Promise<readonly KeyHolder[]> {
    // Many that are in order already are not cached, and need not be sorted again.
    if (keys instanceof Float64Array && keys.length > MOST_CACHED) return super.keyHolders(keys)
    return this.#keyHolders.of(keys)
  }

  override edgesOf(recordIds: Iterable<string>): Promise<readonly StoredEdge[]> {
    return this.#edges.of(recordIds)
  }

  override persons(ids: Iterable<string>): Promise<readonly StoredPerson[]> {
    return this.#persons.of(ids)
  }

  override households(ids: Iterable<string>): Promise<readonly StoredHousehold[]> {
    return this.#households.of(ids)
  }

  override householdKeyHolders(keys: Iterable<string>): Promise<readonly HouseholdKeyHolder[]> {
    return this.#householdKeyHolders.of(keys)
  }

  override openConflictsOf(personIds: Iterable<string>): Promise<readonly ConflictOfPerson[]> {
    return this.#openConflicts.of(personIds)
  }

  protected override fewCrowdedKeys(): Promise<ReadonlySet<number> | undefined> {
    this.#fewCrowded ??= super.fewCrowdedKeys()
    return this.#fewCrowded
  }
}

function sorted(keys: readonly number[]): number[] {
  return Array.from(Float64Array.from(keys).sort())
}

/** From so many keys on two connections look them up sooner than one. */
const FEWEST_FOR_TWO = 100

async function inTwoParts<Key, Row>(
  keys: readonly Key[],
  read: (part: readonly Key[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  if (keys.length < FEWEST_FOR_TWO) return read(keys)
  const middle = keys.length >> 1
  return (await Promise.all([read(keys.slice(0, middle)), read(keys.slice(middle))])).flat()
}
