import { groupBy } from '../../group-by.js'
import { houseOf, schemeOf, villageOf } from './household-place.js'
import type { HouseholdJudgements } from './household-judgement.js'
import { comparePersons, type PersonClaims, type FamilyClaim } from './person-claims.js'

/** The persons of one household key, split into parts. */
export interface HouseholdParts {
  /** Persons without a contradiction. Empty only if judgements separate all persons. */
  readonly main: readonly PersonClaims[]
  /** Groups that share only the KK with the main part. */
  readonly strangers: readonly (readonly PersonClaims[])[]
  /**
   * Persons that a judgement separates from another person of the key, each with the persons that judgements join to
   * it.
   */
  readonly separated: readonly (readonly PersonClaims[])[]
}

/**
 * Splits the persons of one household key: first by judgements, then into groups with something in common besides the
 * KK, such as another family or a village. The largest group is the main part. Groups become strangers only if their
 * villages contradict each other: codes of one scheme that differ.
 */
export function splitHousehold(
  persons: readonly PersonClaims[],
  key: string,
  judgements: HouseholdJudgements,
): HouseholdParts {
  const blocks = joinByJudgements([...persons].sort(comparePersons), judgements)
  const present = new Set(persons.map((person) => person.key))
  const isSeparated = (block: readonly PersonClaims[]): boolean =>
    block.some((person) => [...judgements.separatedFrom(person.key)].some((other) => present.has(other)))
  const kept = joinByTies(
    blocks.filter((block) => !isSeparated(block)),
    key,
  )
  const [main = [], ...strangers] = joinUncontradicted(kept, key)
  return { main, strangers, separated: blocks.filter(isSeparated) }
}

/** Joins persons with a `same` judgement, but never two that `different` separates. */
function joinByJudgements(
  persons: readonly PersonClaims[],
  judgements: HouseholdJudgements,
): readonly PersonClaims[][] {
  const blockOf = new Map(persons.map((person) => [person.key, [person]]))
  for (const person of persons) {
    const neighbours = new Set(judgements.joinedDirectlyWith(person.key))
    if (neighbours.size === 0) continue
    for (const neighbour of persons)
      if (neighbours.has(neighbour.key)) joinBlocks(blockOf, person, neighbour, judgements)
  }
  return [...new Set(blockOf.values())]
}

function joinBlocks(
  blockOf: Map<string, PersonClaims[]>,
  person: PersonClaims,
  neighbour: PersonClaims,
  judgements: HouseholdJudgements,
): void {
  const own = blockOf.get(person.key) ?? []
  const other = blockOf.get(neighbour.key) ?? []
  if (own === other || own.some((a) => other.some((b) => judgements.areSeparated(a.key, b.key)))) return
  own.push(...other)
  for (const member of other) blockOf.set(member.key, own)
}

/**
 * Union-find over shared ties in one walk. Many persons can share one KK, so comparing all pairs would cost too much.
 */
function joinByTies(blocks: readonly (readonly PersonClaims[])[], key: string): readonly (readonly PersonClaims[])[] {
  const parents = blocks.map((_, at) => at)
  const firstWith = new Map<string, number>()
  blocks.forEach((block, at) => {
    for (const tie of block.flatMap((person) => tiesOf(person, key))) {
      const other = firstWith.get(tie)
      if (other === undefined) firstWith.set(tie, at)
      else parents[rootOf(parents, at)] = rootOf(parents, other)
    }
  })
  const parts = groupBy(blocks.keys(), (at) => rootOf(parents, at))
  return [...parts.values()].map((places) => places.flatMap((at) => blocks[at] ?? []).sort(comparePersons))
}

function joinUncontradicted(
  parts: readonly (readonly PersonClaims[])[],
  key: string,
): readonly (readonly PersonClaims[])[] {
  const kept: PersonClaims[][] = []
  for (const part of parts.toSorted(compareParts)) {
    const company = kept.find((other) => !areStrangers(other, part, key))
    if (company === undefined) kept.push([...part])
    else company.push(...part)
  }
  return kept.map((part) => part.sort(comparePersons))
}

function compareParts(a: readonly PersonClaims[], b: readonly PersonClaims[]): number {
  const [firstOfA] = a
  const [firstOfB] = b
  if (a.length !== b.length || firstOfA === undefined || firstOfB === undefined) return b.length - a.length
  return comparePersons(firstOfA, firstOfB)
}

function rootOf(parents: number[], at: number): number {
  let root = at
  while (parents[root] !== root) root = parents[root] ?? root
  parents[at] = root
  return root
}

/**
 * Returns what ties a person to others: its other families, and village and house of the claims under the key itself.
 * The family named by the KK is no tie, because strangers under the same KK share it. The house is a tie besides the
 * village, because the village of one record may be wrong.
 */
function tiesOf({ claims }: PersonClaims, key: string): readonly string[] {
  return claims.flatMap((claim) => {
    if (!isNumberAlone(claim, key)) return [claim.family]
    const village = villageOf(claim.record)
    const house = houseOf(claim.record)
    return [...(village === '' ? [] : [`village:${village}`]), ...(house === '' ? [] : [`house:${house}`])]
  })
}

function isNumberAlone({ kk, household, family, record }: FamilyClaim, key: string): boolean {
  return household === key && family === `${record.source}/${kk}`
}

/**
 * Whether both parts have villages of one code scheme. Parts with a village in common are already joined, so these
 * differ.
 */
function areStrangers(a: readonly PersonClaims[], b: readonly PersonClaims[], key: string): boolean {
  const schemes = new Set(villagesOf(a, key).map(schemeOf))
  return villagesOf(b, key).some((village) => schemes.has(schemeOf(village)))
}

function villagesOf(part: readonly PersonClaims[], key: string): readonly string[] {
  return part
    .flatMap(({ claims }) => claims.filter(({ household }) => household === key).map(({ record }) => villageOf(record)))
    .filter(Boolean)
}
