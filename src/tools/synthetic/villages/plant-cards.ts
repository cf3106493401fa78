import { stayIn, type Household, type Person } from '../population/population.js'
import type { Fates, SecondCard } from './fate.js'
import type { NeighbourhoodMaker } from './neighbourhood-maker.js'

/** The share of children who also stand on the card of relatives, and of those with a number of their own there. */
const FOSTERED = 0.04
const REGISTERED_AGAIN = 0.6
/** The share of married men who also stand on the card of a second wife. */
const SECOND_WIVES = 0.02
const CHILD_UNTIL = 16

/** Puts some children on the cards of relatives, and some husbands on the card of a second wife. */
export function plantCards(maker: NeighbourhoodMaker, fates: Fates): void {
  const households = maker.families.flatMap((family) => family.households)
  const ofWomen = maker.families.filter(({ persons }) => persons[0]!.sex === 'P').map((family) => family.households[0]!)
  for (const [person, fate] of fates) {
    const card = secondCardOf(person, maker, { households, ofWomen })
    if (card === undefined || card.household === person.stays[0]?.household) continue
    fate.secondCard = card
    fate.traits.add(card.because)
  }
}

function secondCardOf(
  person: Person,
  { random, setting }: NeighbourhoodMaker,
  { households, ofWomen }: { readonly households: readonly Household[]; readonly ofWomen: readonly Household[] },
): SecondCard | undefined {
  const { startYear } = setting.options
  const relation = stayIn(person, startYear)?.relation
  if (relation === 'ANAK' && startYear - person.born.year < CHILD_UNTIL && random.chance(FOSTERED)) {
    const nik = random.chance(REGISTERED_AGAIN)
      ? setting.issuer.issueNik(random.pick(setting.issuer.local), person.sex, person.born, random)
      : undefined
    return { household: random.pick(households), relation: 'FAMILI LAIN', nik, because: 'two_cards' }
  }
  const husband = relation === 'KEPALA KELUARGA' && person.sex === 'L' && person.marriedYear !== undefined
  if (!husband || ofWomen.length === 0 || !random.chance(SECOND_WIVES)) return undefined
  return { household: random.pick(ofWomen), relation: 'FAMILI LAIN', nik: undefined, because: 'second_wife' }
}
