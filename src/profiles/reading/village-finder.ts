import { type AreaCode, type AreaRegister, type AreaScheme, parseAreaCode } from '../../domain/identity/areas/area.js'
import { AREA_NAMES, type AreaNameField } from '../schema/profile.js'

/** The village of a row as the source has it: a code in the source's scheme, and area names. */
export type VillageFields = { readonly village_code: string } & { readonly [field in AreaNameField]: string }

const GROUP_ENDS: Record<AreaScheme, readonly number[]> = { kemendagri: [2, 4, 6], bps: [2, 4, 7] }
const MOST_CACHED = 20_000

/**
 * Finds the dotted code of a village: a Kemendagri code where the register has one, else a code in the source's scheme.
 * A text that is no code stays as it is; without code and known names the result is ''.
 */
export class VillageFinder {
  readonly #scheme: AreaScheme
  readonly #register: AreaRegister | undefined
  readonly #cache = new Map<string, string>()

  constructor(scheme: AreaScheme, register: AreaRegister | undefined) {
    this.#scheme = scheme
    this.#register = register
  }

  find(fields: VillageFields): string {
    const key = `${fields.village_code}\n${AREA_NAMES.map((field) => fields[field]).join('\n')}`
    const cached = this.#cache.get(key)
    if (cached !== undefined) return cached
    if (this.#cache.size >= MOST_CACHED) this.#cache.clear()
    const found = this.#search(fields)
    this.#cache.set(key, found)
    return found
  }

  #search(fields: VillageFields): string {
    const { village_code: code } = fields
    if (code === '') return this.#byNames(fields)
    const area = this.#parse(code)
    if (area === undefined) return this.#byNames(fields) || code
    if (area.scheme === 'kemendagri')
      return this.#isSure(area, code) ? dotted(area) : this.#byNames(fields) || dotted(area)
    const kemendagri = this.#register?.toKemendagri(area)
    return kemendagri === undefined ? this.#byNames(fields) || dotted(area) : dotted(kemendagri)
  }

  /** A code that has ended, or that the register does not have, may mean another village than its number says. */
  #isSure(area: AreaCode, code: string): boolean {
    return this.#register === undefined || (digitsOf(code) === area.code && this.#register.nameOf(area) !== undefined)
  }

  /** A dotted code shows its scheme by its groups. */
  #parse(code: string): AreaCode | undefined {
    const area = parseAreaCode(code, this.#scheme)
    return area ?? (code.includes('.') ? parseAreaCode(code, other(this.#scheme)) : undefined)
  }

  #byNames({ village_name: village, district_name, regency_name, province_name }: VillageFields): string {
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

function digitsOf(code: string): string {
  return code.replace(/\D/g, '')
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
