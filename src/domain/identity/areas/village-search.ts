import { type AreaCode, type AreaLevel, containingArea, parseAreaCode, type VillageNames } from './area-code.js'
import { type AreaNameKey, areaNameKeys, numeralKeys, officialNameKey } from './area-name.js'
import type { AreaData, AreaRow } from './area-rows.js'

type KemendagriCode = AreaCode<'kemendagri'>

interface NamedArea {
  readonly area: KemendagriCode
  readonly kind: string
}

type Names = ReadonlyMap<string, readonly NamedArea[]>

/** The areas of a level by name key, and by the key with numerals as digits. */
interface LevelIndex {
  readonly names: Names
  readonly numerals: Names
}

/** The areas of each level by name, and those that were split off from an area, by its code. */
export type VillageIndex = Record<AreaLevel, LevelIndex> & { readonly splitOff: ReadonlyMap<string, readonly string[]> }

/** Indexes the areas of the data by name, with their former names. */
export function indexAreas(data: AreaData): VillageIndex {
  const former = data.formerNames ?? []
  return {
    province: indexLevel([...data.provinces, ...former], 'province'),
    regency: indexLevel([...data.regencies, ...former], 'regency'),
    district: indexLevel(data.districts, 'district'),
    village: indexLevel(data.villages, 'village'),
    splitOff: childrenOf(data.splits ?? []),
  }
}

function indexLevel(rows: readonly AreaRow[], level: AreaLevel): LevelIndex {
  const names = new Map<string, NamedArea[]>()
  const numerals = new Map<string, NamedArea[]>()
  for (const row of rows) {
    const area = parseAreaCode(row.code, 'kemendagri')
    const name = officialNameKey(row.name, level)
    if (area?.level !== level || name === undefined) continue
    add(names, name.key, { area, kind: name.kind })
    const numeral = numeralKeys(row.name, level).at(-1)
    if (numeral !== undefined) add(numerals, numeral.key, { area, kind: name.kind })
  }
  return { names, numerals }
}

function add(index: Map<string, NamedArea[]>, key: string, named: NamedArea): void {
  const sameName = index.get(key)
  if (sameName === undefined) index.set(key, [named])
  else sameName.push(named)
}

function childrenOf(splits: NonNullable<AreaData['splits']>): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>()
  for (const { code, from } of splits)
    for (const parent of from) {
      const known = children.get(parent)
      if (known === undefined) children.set(parent, [code])
      else known.push(code)
    }
  return children
}

/** A larger area of the village: the codes that its name may mean. */
interface Above {
  readonly level: AreaLevel
  readonly codes: ReadonlySet<string>
}

/**
 * Returns the only village of that name inside the named areas. An unknown name of a larger area counts as misspelt and
 * is ignored. If all larger areas are unknown, the name of the village alone is not trusted. If none fits the areas as they
 * are, those that were split off from them are searched too: lists of before have their villages under the old names.
 */
export function findVillage(index: VillageIndex, names: VillageNames): KemendagriCode | undefined {
  const above = (['district', 'regency', 'province'] as const)
    .map((level) => ({
      level,
      keys: areaNameKeys(names[level] ?? '', level),
      numerals: numeralKeys(names[level] ?? '', level),
    }))
    .filter(({ keys }) => keys.length > 0)
    .map(({ level, keys, numerals }) => ({ level, codes: codesUnder(index[level], keys, numerals) }))
  const known = above.filter(({ codes }) => codes.size > 0)
  if (above.length > 0 && known.length === 0) return undefined
  const found = villagesWithin(index, names.village, known)
  if (found.length > 0) return found.length === 1 ? found[0] : undefined
  const former = villagesWithin(
    index,
    names.village,
    known.map(({ level, codes }) => ({ level, codes: withSplitOff(codes, index.splitOff) })),
  )
  return former.length === 1 ? former[0] : undefined
}

/**
 * Returns the codes of areas with one of the names. A kota and a kabupaten of the same name both match if the source does not
 * state the kind.
 */
function codesUnder(index: LevelIndex, keys: readonly AreaNameKey[], numerals: readonly AreaNameKey[]): Set<string> {
  const codes = new Set(keys.flatMap((key) => codesWith(index.names, key)))
  return codes.size > 0 ? codes : new Set(numerals.flatMap((key) => codesWith(index.numerals, key)))
}

function codesWith(names: Names, { key, kind }: AreaNameKey): readonly string[] {
  const named = names.get(key) ?? []
  return named.filter((area) => kind === '' || area.kind === '' || area.kind === kind).map(({ area }) => area.code)
}

/** The villages of the likeliest key that has any; keys with numerals as digits come last. */
function villagesWithin(
  { village: index }: VillageIndex,
  name: string,
  known: readonly Above[],
): readonly KemendagriCode[] {
  const isInside = (village: KemendagriCode): boolean =>
    known.every(({ level, codes }) => codes.has(containingArea(village, level)?.code ?? ''))
  const byName = areaNameKeys(name, 'village').map((key) => codesWith(index.names, key))
  const byNumeral = numeralKeys(name, 'village').map((key) => codesWith(index.numerals, key))
  for (const codes of [...byName, ...byNumeral]) {
    const found = codes
      .map((code): KemendagriCode => ({ scheme: 'kemendagri', code, level: 'village' }))
      .filter(isInside)
    if (found.length > 0) return found
  }
  return []
}

/** Adds the areas that were split off from the areas, and from those in turn. */
function withSplitOff(codes: ReadonlySet<string>, splitOff: VillageIndex['splitOff']): ReadonlySet<string> {
  const all = new Set(codes)
  for (const code of all) for (const child of splitOff.get(code) ?? []) all.add(child)
  return all
}
