import { gatherBy } from './household-gathering.js'
import { houseOf, schemeOf, villageOf } from './household-place.js'
import type { HouseholdVerdicts } from './household-judgement.js'
import { compareStandings, type Standing, type Stay } from './household-standing.js'

/** The persons of one household key, parted. */
export interface HouseholdParts {
  /** Those whom nothing contradicts; empty only where verdicts part everybody. */
  readonly main: readonly Standing[]
  /** Those who share nothing with the others but the number. */
  readonly strangers: readonly (readonly Standing[])[]
  /** Those whom a verdict parts from somebody, each with whom a verdict joins to them. */
  readonly parted: readonly (readonly Standing[])[]
}

/**
 * Parts the persons of one household key: first as verdicts say, then into those who have something in common besides the
 * number: another list family, or the village in which a list has them under it. The largest part is the main one.
 * Strangers are only those whom the lists contradict, by villages of one code scheme that differ.
 */
export function partHousehold(persons: readonly Standing[], key: string, verdicts: HouseholdVerdicts): HouseholdParts {
  const blocks = joinByVerdicts([...persons].sort(compareStandings), verdicts)
  const present = new Set(persons.map((person) => person.key))
  const isParted = (block: readonly Standing[]): boolean =>
    block.some((person) => [...verdicts.partedFrom(person.key)].some((other) => present.has(other)))
  const kept = joinByTies(
    blocks.filter((block) => !isParted(block)),
    key,
  )
  const [main = [], ...strangers] = joinUncontradicted(kept, key)
  return { main, strangers, parted: blocks.filter(isParted) }
}

/** Joins whom `same` joins, never two whom `different` parts. */
function joinByVerdicts(persons: readonly Standing[], verdicts: HouseholdVerdicts): readonly Standing[][] {
  const blockOf = new Map(persons.map((person) => [person.key, [person]]))
  for (const person of persons) {
    const neighbours = new Set(verdicts.neighboursOf(person.key))
    if (neighbours.size === 0) continue
    for (const neighbour of persons) if (neighbours.has(neighbour.key)) joinBlocks(blockOf, person, neighbour, verdicts)
  }
  return [...new Set(blockOf.values())]
}

function joinBlocks(
  blockOf: Map<string, Standing[]>,
  person: Standing,
  neighbour: Standing,
  verdicts: HouseholdVerdicts,
): void {
  const own = blockOf.get(person.key) ?? []
  const other = blockOf.get(neighbour.key) ?? []
  if (own === other || own.some((a) => other.some((b) => verdicts.areParted(a.key, b.key)))) return
  own.push(...other)
  for (const member of other) blockOf.set(member.key, own)
}

/** Union by shared ties in one walk: persons under one number can be many, pairs of them too many. */
function joinByTies(blocks: readonly (readonly Standing[])[], key: string): readonly (readonly Standing[])[] {
  const parents = blocks.map((_, at) => at)
  const firstWith = new Map<string, number>()
  blocks.forEach((block, at) => {
    for (const tie of block.flatMap((person) => tiesOf(person, key))) {
      const other = firstWith.get(tie)
      if (other === undefined) firstWith.set(tie, at)
      else parents[rootOf(parents, at)] = rootOf(parents, other)
    }
  })
  const parts = gatherBy(blocks.keys(), (at) => rootOf(parents, at))
  return [...parts.values()].map((places) => places.flatMap((at) => blocks[at] ?? []).sort(compareStandings))
}

function joinUncontradicted(parts: readonly (readonly Standing[])[], key: string): readonly (readonly Standing[])[] {
  const kept: Standing[][] = []
  for (const part of parts.toSorted(compareParts)) {
    const company = kept.find((other) => !areStrangers(other, part, key))
    if (company === undefined) kept.push([...part])
    else company.push(...part)
  }
  return kept.map((part) => part.sort(compareStandings))
}

function compareParts(a: readonly Standing[], b: readonly Standing[]): number {
  const [firstOfA] = a
  const [firstOfB] = b
  if (a.length !== b.length || firstOfA === undefined || firstOfB === undefined) return b.length - a.length
  return compareStandings(firstOfA, firstOfB)
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
function tiesOf({ stays }: Standing, key: string): readonly string[] {
  return stays.flatMap((stay) => {
    if (!isNumberAlone(stay, key)) return [stay.family]
    const village = villageOf(stay.record)
    const house = houseOf(stay.record)
    return [...(village === '' ? [] : [`village:${village}`]), ...(house === '' ? [] : [`house:${house}`])]
  })
}

function isNumberAlone({ kk, token, family, record }: Stay, key: string): boolean {
  return token === key && family === `${record.source}/${kk}`
}

/** Whether the villages of two parts are known in one scheme and differ. */
function areStrangers(a: readonly Standing[], b: readonly Standing[], key: string): boolean {
  const schemes = new Set(villagesOf(a, key).map(schemeOf))
  return villagesOf(b, key).some((village) => schemes.has(schemeOf(village)))
}

function villagesOf(part: readonly Standing[], key: string): readonly string[] {
  return part
    .flatMap(({ stays }) => stays.filter(({ token }) => token === key).map(({ record }) => villageOf(record)))
    .filter(Boolean)
}
