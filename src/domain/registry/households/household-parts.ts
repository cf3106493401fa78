import { groupBy } from '../../group-by.js'
import { houseOf, schemeOf, villageOf } from './household-place.js'
import type { HouseholdJudgements } from './household-judgement.js'
import { comparePersons, type PersonClaims, type FamilyClaim } from './person-claims.js'

/** The persons of one household key, parted. */
export interface HouseholdParts {
  /** Those whom nothing contradicts; empty only where verdicts part everybody. */
  readonly main: readonly PersonClaims[]
  /** Those who share nothing with the others but the number. */
  readonly strangers: readonly (readonly PersonClaims[])[]
  /** Those whom a verdict parts from somebody, each with whom a verdict joins to them. */
  readonly separated: readonly (readonly PersonClaims[])[]
}

/**
 * Parts the persons of one household key: first as verdicts say, then into those who have something in common besides the
 * number: another list family, or the village in which a list has them under it. The largest part is the main one.
 * Strangers are only those whom the lists contradict, by villages of one code scheme that differ.
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

/** Joins whom `same` joins, never two whom `different` parts. */
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

/** Union by shared ties in one walk: persons under one number can be many, pairs of them too many. */
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
 * The list family under the number itself is no tie: two strangers who share the number share that as well. The house is
 * one beside the village, since one row's village may be wrong.
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

/** Whether the villages of two parts are known in one scheme and differ. */
function areStrangers(a: readonly PersonClaims[], b: readonly PersonClaims[], key: string): boolean {
  const schemes = new Set(villagesOf(a, key).map(schemeOf))
  return villagesOf(b, key).some((village) => schemes.has(schemeOf(village)))
}

function villagesOf(part: readonly PersonClaims[], key: string): readonly string[] {
  return part
    .flatMap(({ claims }) => claims.filter(({ household }) => household === key).map(({ record }) => villageOf(record)))
    .filter(Boolean)
}
