import { Random } from '../../../src/tools/synthetic/population/random.js'

/** A list of another country with its truth, both as CSV, and the mapping of its columns. */
export interface ForeignLists {
  readonly records: string
  readonly truth: string
  readonly mapping: Readonly<Record<string, unknown>>
}

const GIVEN =
  'lena bruno zenobia mary tobias ingrid oskar helga matteo paula ludwig greta anton frieda hugo elsa viktor nora klaus ida'
const SURNAMES =
  'hartmann weiss lindqvist okafor moreau castelli novak petrov ostrowski brandt fischer kovacs delacroix romano schuster vogel'
const STREETS = 'harbour mill church castle orchard river station garden'
const TOWNS = 'northfield bridgeton eastham millbrook'

const REPEATED_IN = { registry: 1, clinic: 0.7 } as const
const SOURCES = Object.keys(REPEATED_IN) as (keyof typeof REPEATED_IN)[]

function oneOf(words: string, random: Random): string {
  const list = words.split(' ')
  return list[random.below(list.length)] ?? ''
}

/** Two neighbouring letters swapped, or the text as it was. */
function mistyped(text: string, random: Random): string {
  if (text.length < 3 || !random.chance(0.12)) return text
  const at = random.below(text.length - 1)
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
}

/** Invented persons of no country in particular: all are in the registry, and most in the clinic's list too. */
export function foreignLists(people: number, mode: 'dedupe' | 'link'): ForeignLists {
  const random = Random.at(97, people)
  const records = ['no,list,given,family,born,street,town,passport']
  const truth = ['record_id,person_id']
  for (let person = 0; person < people; person += 1) {
    const two = (number: number): string => String(number).padStart(2, '0')
    const born = `${two(random.between(1, 28))}/${two(random.between(1, 12))}/${random.between(1930, 2015)}`
    const [given, family] = [oneOf(GIVEN, random), oneOf(SURNAMES, random)]
    const home = `${random.between(1, 180)} ${oneOf(STREETS, random)} street`
    const [town, passport] = [oneOf(TOWNS, random), `P${random.between(1_000_000, 9_999_999)}`]
    for (const source of SOURCES) {
      if (!random.chance(REPEATED_IN[source])) continue
      const shown = random.chance(0.6) ? passport : ''
      const names = [given, family].map((name) => mistyped(name, random))
      records.push([records.length, source, ...names, born, home, town, shown].join(','))
      truth.push(`${truth.length},${person}`)
    }
  }
  const fields = {
    given: { type: 'name', column: 'given' },
    surname: { type: 'name', column: 'family' },
    birth_date: { type: 'date', column: 'born', format: 'D/M/YYYY' },
    address: { type: 'text', columns: ['street', 'town'] },
    passport: { type: 'identifier', column: 'passport' },
  }
  const source = mode === 'link' ? { source: 'list' } : {}
  return {
    records: `${records.join('\n')}\n`,
    truth: `${truth.join('\n')}\n`,
    mapping: { record_id: 'no', mode, ...source, fields },
  }
}
