import {
  type AreaCode,
  type AreaLevel,
  type AreaRegister,
  containingArea,
  parseAreaCode,
  type VillageNames,
} from './area-code.js'
import { type AreaNameKey, areaNameKeys, officialNameKey } from './area-name.js'

/** An area in the reference data: a Kemendagri code, dotted or not, and a name. */
export interface AreaRow {
  code: string
  name: string
}

/** The reference data of a register. It changes over the years and is loaded by the walidata. */
export interface AreaData {
  provinces: readonly AreaRow[]
  regencies: readonly AreaRow[]
  districts: readonly AreaRow[]
  villages: readonly AreaRow[]
  /** Kemendagri codes of any level that were once in force; codes still in force are allowed. */
  retired?: readonly string[]
  /** Former province prefixes that NIKs still carry. */
  formerProvinces?: readonly string[]
  /** Pairs of codes of the same area in both schemes, at any level. */
  bridge?: readonly { bps: string; kemendagri: string }[]
}

type KemendagriCode = AreaCode<'kemendagri'>

/** Builds the register of the areas in the data. Rows with an invalid code are ignored. */
export function createAreaRegister(data: AreaData): AreaRegister {
  const names = namesByCode([...data.provinces, ...data.regencies, ...data.districts, ...data.villages])
  const retired = new Set(data.retired?.map((code) => parseAreaCode(code, 'kemendagri')?.code))
  const formerProvinces = new Set(data.formerProvinces)
  const bridge = bridgeToKemendagri(data.bridge ?? [])
  const toKemendagri = (code: AreaCode) => (isKemendagri(code) ? code : bridge.get(code.code))
  let index: NameIndex | undefined
  return {
    statusOf: (code6) => (names.has(code6) ? 'current' : retired.has(code6) ? 'retired' : 'unknown'),
    hasProvince: (code2) => names.has(code2) || retired.has(code2) || formerProvinces.has(code2),
    nameOf: (code) => names.get(toKemendagri(code)?.code ?? ''),
    toKemendagri,
    // Built on first use: only sources without area codes need the index of eighty thousand names.
    findVillage: (village) => findVillage((index ??= indexNames(data)), village),
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

/** The areas of each level, by name key. */
type NameIndex = Record<AreaLevel, ReadonlyMap<string, readonly NamedArea[]>>
interface NamedArea {
  area: KemendagriCode
  kind: string
}

function indexNames(data: AreaData): NameIndex {
  return {
    province: indexLevel(data.provinces, 'province'),
    regency: indexLevel(data.regencies, 'regency'),
    district: indexLevel(data.districts, 'district'),
    village: indexLevel(data.villages, 'village'),
  }
}

function indexLevel(rows: readonly AreaRow[], level: AreaLevel): ReadonlyMap<string, readonly NamedArea[]> {
  const index = new Map<string, NamedArea[]>()
  for (const row of rows) {
    const area = parseAreaCode(row.code, 'kemendagri')
    const name = officialNameKey(row.name, level)
    if (area?.level !== level || name === undefined) continue
    const sameName = index.get(name.key)
    if (sameName === undefined) index.set(name.key, [{ area, kind: name.kind }])
    else sameName.push({ area, kind: name.kind })
  }
  return index
}

/**
 * Returns the codes of areas with this name. A kota and a kabupaten of the same name both match if the source does not
 * state the kind.
 */
function codesUnder(index: NameIndex, level: AreaLevel, { key, kind }: AreaNameKey): readonly string[] {
  const named = index[level].get(key) ?? []
  return named.filter((area) => kind === '' || area.kind === '' || area.kind === kind).map(({ area }) => area.code)
}

/**
 * Returns the only village of that name inside the named areas. An unknown name of a larger area counts as misspelt and
 * is ignored. If all larger areas are unknown, the name of the village alone is not trusted.
 */
function findVillage(index: NameIndex, names: VillageNames): KemendagriCode | undefined {
  const above = (['district', 'regency', 'province'] as const)
    .map((level) => ({ level, keys: areaNameKeys(names[level] ?? '', level) }))
    .filter(({ keys }) => keys.length > 0)
    .map(({ level, keys }) => ({ level, codes: new Set(keys.flatMap((key) => codesUnder(index, level, key))) }))
  const known = above.filter(({ codes }) => codes.size > 0)
  if (above.length > 0 && known.length === 0) return undefined
  for (const key of areaNameKeys(names.village, 'village')) {
    const found = codesUnder(index, 'village', key)
      .map((code): KemendagriCode => ({ scheme: 'kemendagri', code, level: 'village' }))
      .filter((village) => known.every(({ level, codes }) => codes.has(containingArea(village, level)?.code ?? '')))
    if (found.length > 0) return found.length === 1 ? found[0] : undefined
  }
  return undefined
}
