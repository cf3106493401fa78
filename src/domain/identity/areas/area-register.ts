import { type AreaCode, type AreaRegister, parseAreaCode } from './area-code.js'
import type { AreaData, AreaRow } from './area-rows.js'
import { hasEnded } from './ended-codes.js'
import { findVillage, indexAreas, type VillageIndex } from './village-search.js'

type KemendagriCode = AreaCode<'kemendagri'>

/** Builds the register of the areas in the data. Rows with an invalid code are ignored. */
export function createAreaRegister(data: AreaData): AreaRegister {
  const names = namesByCode([...data.provinces, ...data.regencies, ...data.districts, ...data.villages])
  const retired = new Set(data.retired?.map((code) => parseAreaCode(code, 'kemendagri')?.code))
  const formerProvinces = new Set(data.formerProvinces)
  const issued = issuedCodes(names.keys())
  const bridge = bridgeToKemendagri(data.bridge ?? [])
  const toKemendagri = (code: AreaCode) => (isKemendagri(code) ? code : bridge.get(code.code))
  let index: VillageIndex | undefined
  return {
    statusOf: (code6) => {
      if (names.has(code6)) return 'current'
      return retired.has(code6) || hasEnded(code6) || issued(code6) ? 'retired' : 'unknown'
    },
    hasProvince: (code2) => names.has(code2) || retired.has(code2) || formerProvinces.has(code2),
    nameOf: (code) => names.get(toKemendagri(code)?.code ?? ''),
    toKemendagri,
    // Built on first use: only sources without area codes need the index of eighty thousand names.
    findVillage: (village) => findVillage((index ??= indexAreas(data)), village),
  }
}

function isKemendagri(code: AreaCode): code is KemendagriCode {
  return code.scheme === 'kemendagri'
}

function namesByCode(rows: readonly AreaRow[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const row of rows) {
    const area = parseAreaCode(row.code, 'kemendagri')
    if (area !== undefined) names.set(area.code, row.name)
  }
  return names
}

/** A BPS code with two different Kemendagri codes is left out. */
function bridgeToKemendagri(rows: NonNullable<AreaData['bridge']>): ReadonlyMap<string, KemendagriCode> {
  const bridge = new Map<string, KemendagriCode>()
  const contradictory = new Set<string>()
  for (const row of rows) {
    const bps = parseAreaCode(row.bps, 'bps')
    const kemendagri = parseAreaCode(row.kemendagri, 'kemendagri')
    if (bps === undefined || kemendagri?.level !== bps.level) continue
    const known = bridge.get(bps.code)
    if (known !== undefined && known.code !== kemendagri.code) contradictory.add(bps.code)
    bridge.set(bps.code, kemendagri)
  }
  for (const code of contradictory) bridge.delete(code)
  return bridge
}

/** The number of a kota is above this, and counted apart. */
const LAST_KABUPATEN = 70

/**
 * Returns a check whether a code was once in force: numbers are given in order and never again, so a number below the highest
 * of its parent that is missing now has ended. Codes of a kecamatan also end with the regency.
 */
function issuedCodes(codes: Iterable<string>): (code6: string) => boolean {
  const highest = new Map<string, number>()
  const current = new Set(codes)
  for (const code of current) {
    if (code.length !== 4 && code.length !== 6) continue
    const { series, number } = placeOf(code)
    if (number > (highest.get(series) ?? 0)) highest.set(series, number)
  }
  const isMissing = (code: string): boolean => {
    const { series, number } = placeOf(code)
    return number > 0 && !current.has(code) && number < (highest.get(series) ?? 0)
  }
  return (code6) => isMissing(code6) || isMissing(code6.slice(0, 4))
}

function placeOf(code: string): { readonly series: string; readonly number: number } {
  const parent = code.slice(0, -2)
  const number = Number(code.slice(-2))
  return { series: parent.length === 2 && number > LAST_KABUPATEN ? `${parent} kota` : parent, number }
}
