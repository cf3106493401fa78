import { isDead, stayIn, type FamilyGroup, type Household, type Person, type RelationLabel } from './population.js'
import type { Random } from './random.js'
import type { Marriage } from './record.js'

/** A member of a household in the year of a list. */
export interface Member {
  readonly person: Person
  readonly relation: RelationLabel
}

/** The year of a list, and the share of the dead that are still in it. */
export interface Listing {
  readonly year: number
  readonly listedAfterDeath: number
  readonly random: Random
}

/** Lists follow the order of the family card, the head first. */
const RANKS: Readonly<Record<RelationLabel, number>> = {
  'KEPALA KELUARGA': 0,
  ISTRI: 1,
  ANAK: 2,
  MENANTU: 3,
  CUCU: 4,
  'ORANG TUA': 5,
  'FAMILI LAIN': 6,
}

/** Returns the members of a household in the order of the list. */
export function membersOf(
  { persons }: Pick<FamilyGroup, 'persons'>,
  household: Household,
  { year, listedAfterDeath, random }: Listing,
): Member[] {
  const members: Member[] = []
  for (const person of persons) {
    const stay = stayIn(person, year)
    if (stay?.household !== household) continue
    if (isDead(person, year) && !random.chance(listedAfterDeath)) continue
    members.push({ person, relation: stay.relation })
  }
  return members.sort((a, b) => RANKS[a.relation] - RANKS[b.relation])
}

/** The one member that a programme pays: the head, often the mother. */
export function recipientOf(members: readonly Member[], random: Random): Member {
  const wife = members.find(({ relation }) => relation === 'ISTRI')
  return wife !== undefined && random.chance(0.45) ? wife : members[0]!
}

/** The marriage state of a member in a year. */
export function marriageOf({ person, relation }: Member, year: number): Marriage {
  const womanAtHead = relation === 'KEPALA KELUARGA' && person.sex === 'P'
  if (person.marriedYear !== undefined && person.marriedYear <= year) return womanAtHead ? 'Cerai Mati' : 'Kawin'
  if (relation === 'ORANG TUA') return person.sex === 'P' ? 'Cerai Mati' : 'Kawin'
  if (relation === 'MENANTU') return 'Kawin'
  return womanAtHead && year - person.born.year > 30 ? 'Cerai Hidup' : 'Belum Kawin'
}

/** The relation as the source labels it: P3KE has no labels for children-in-law and grandchildren. */
export function listedRelation(relation: RelationLabel, source: string): RelationLabel {
  const isUnlabelled = source === 'p3ke' && (relation === 'MENANTU' || relation === 'CUCU')
  return isUnlabelled ? 'FAMILI LAIN' : relation
}
