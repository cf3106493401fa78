import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data'

/** A village with the Kemendagri code in its dotted form, such as 16.06.01.1001. */
export interface Village {
  readonly code: string
  readonly name: string
  readonly district: string
  readonly regency: Regency
}

/** A regency with its districts (six digits each) and villages. */
export interface Regency {
  /** Four digits. */
  readonly code: string
  /** Without the word for its kind: MUSI BANYUASIN. */
  readonly name: string
  readonly title: string
  readonly province: string
  readonly districts: readonly { readonly code: string; readonly name: string }[]
  readonly villages: readonly Village[]
}

/** The province of the lists. Large runs fill its regencies one after another. */
const PROVINCE = '16'
const PROVINCE_NAME = 'SUMATERA SELATAN'
const FIRST_REGENCY = '16.06'

const [provinceRows, regencyRows, districtRows, villageRows] = await Promise.all([
  getProvinces(),
  getRegencies(),
  getDistricts(),
  getVillages(),
])

function titleCase(name: string): string {
  return name.toLowerCase().replace(/(^|\s)\S/g, (letter) => letter.toUpperCase())
}

function assembleRegency(code: string, fullName: string, province: string): Regency {
  const villages: Village[] = []
  const districts = districtRows.filter((row) => row.regency_code === code)
  const name = fullName.replace(/^(KABUPATEN|KOTA) /, '')
  const regency: Regency = {
    code: code.replace('.', ''),
    name,
    title: titleCase(fullName),
    province,
    districts: districts.map((row) => ({ code: row.code.replaceAll('.', ''), name: row.name })),
    villages,
  }
  const districtNames = new Map(districts.map((row) => [row.code, row.name]))
  for (const row of villageRows) {
    const district = districtNames.get(row.district_code)
    if (district !== undefined) villages.push({ code: row.code, name: row.name, district, regency })
  }
  return regency
}

/** Codes have four digits, so they sort as numbers. */
function rankOf(code: string): number {
  return code === FIRST_REGENCY ? 0 : Number(code)
}

/** South Sumatra's regencies: Musi Banyuasin first, then the others by code. */
export const REGENCIES: readonly Regency[] = regencyRows
  .filter((row) => row.province_code === PROVINCE)
  .sort((a, b) => rankOf(a.code) - rankOf(b.code))
  .map((row) => assembleRegency(row.code, row.name, PROVINCE_NAME))

/** Returns a regency by its dotted code, such as 33.02. */
export function regencyOf(code: string): Regency {
  const { name, province_code } = regencyRows.find((row) => row.code === code)!
  return assembleRegency(code, name, provinceRows.find((row) => row.code === province_code)?.name ?? '')
}

/** A district anywhere in the country: six digits, and the name of its regency as a birthplace. */
export interface ForeignDistrict {
  readonly code: string
  readonly birthplace: string
}

const regencyNames = new Map(regencyRows.map((row) => [row.code, row.name.replace(/^(KABUPATEN|KOTA) /, '')]))

/** All districts outside the province; some residents registered there first. */
export const FOREIGN_DISTRICTS: readonly ForeignDistrict[] = districtRows
  .filter((row) => !row.code.startsWith(PROVINCE))
  .map((row) => ({ code: row.code.replaceAll('.', ''), birthplace: regencyNames.get(row.regency_code) ?? '' }))

/**
 * Districts no longer in force, whose codes remain in NIKs issued there: those of Muara Enim before Penukal Abab Lematang
 * Ilir was split off, and the Papuan ones from before the new provinces.
 */
export const RETIRED_DISTRICTS: readonly ForeignDistrict[] = [
  { code: '160312', birthplace: 'MUARA ENIM' },
  { code: '160515', birthplace: 'MUSI RAWAS' },
  { code: '910901', birthplace: 'MIMIKA' },
  { code: '910105', birthplace: 'MERAUKE' },
  { code: '920109', birthplace: 'SORONG' },
]
