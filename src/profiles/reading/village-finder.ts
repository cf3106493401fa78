import { type AreaCode, type AreaRegister, type AreaScheme, parseAreaCode } from '../../domain/identity/areas/area.js'
import { AREA_NAMES, type AreaNameField } from '../schema/profile.js'

/** How the row tells its village: a code in the list's scheme, and names. */
export type VillageClue = { readonly village_code: string } & { readonly [field in AreaNameField]: string }

const GROUP_ENDS: Record<AreaScheme, readonly number[]> = { kemendagri: [2, 4, 6], bps: [2, 4, 7] }
const MOST_REMEMBERED = 20_000

/**
 * Finds the dotted code of a village: in Kemendagri codes where the register leads there, else in the scheme of the list;
 * as it stands when it is no code, '' when nothing is known.
 */
export class VillageFinder {
  readonly #scheme: AreaScheme
  readonly #register: AreaRegister | undefined
  readonly #found = new Map<string, string>()

  constructor(scheme: AreaScheme, register: AreaRegister | undefined) {
    this.#scheme = scheme
    this.#register = register
  }

  find(clue: VillageClue): string {
    const key = `${clue.village_code}\n${AREA_NAMES.map((field) => clue[field]).join('\n')}`
    const known = this.#found.get(key)
    if (known !== undefined) return known
    if (this.#found.size >= MOST_REMEMBERED) this.#found.clear()
    const found = this.#search(clue)
    this.#found.set(key, found)
    return found
  }

  #search(clue: VillageClue): string {
    const { village_code: code } = clue
    if (code === '') return this.#byNames(clue)
    const area = this.#parse(code)
    if (area === undefined) return this.#byNames(clue) || code
    if (area.scheme === 'kemendagri') return dotted(area)
    const kemendagri = this.#register?.toKemendagri(area)
    return kemendagri === undefined ? this.#byNames(clue) || dotted(area) : dotted(kemendagri)
  }

  /** Dots show the groups of a scheme by themselves. */
  #parse(code: string): AreaCode | undefined {
    const area = parseAreaCode(code, this.#scheme)
    return area ?? (code.includes('.') ? parseAreaCode(code, other(this.#scheme)) : undefined)
  }

  #byNames({ village_name: village, district_name, regency_name, province_name }: VillageClue): string {
    if (village === '' || this.#register === undefined) return ''
    const found = this.#register.findVillage({
      village,
      district: district_name,
      regency: regency_name,
      province: province_name,
    })
    return found === undefined ? '' : dotted(found)
  }
}

function other(scheme: AreaScheme): AreaScheme {
  return scheme === 'bps' ? 'kemendagri' : 'bps'
}

function dotted({ scheme, code }: AreaCode): string {
  const ends = [0, ...GROUP_ENDS[scheme].filter((end) => end < code.length), code.length]
  return ends
    .slice(1)
    .map((end, index) => code.slice(ends[index], end))
    .join('.')
}
