import type { AreaScheme } from '../../../domain/identity/areas/area.js'
import type { Encoding, FileFormat } from '../../../profiles/schema/profile.js'
import type { ReadOptions } from '../../../profiles/reading/read-rows.js'
import type { StoredSource } from '../../../storage/sources/sources.js'
import { SourceSettings } from '../../sources/add-source.js'
import type { Registry } from '../../context/registry.js'

/** The declared type of a file; its bytes override it. */
export interface FileType {
  readonly format?: FileFormat
  readonly encoding?: Encoding
  /** The sheet of a workbook to read. */
  readonly sheet?: string
}

/** Returns the options for reading a file of a source, from the source's settings and the declared type. */
export function readOptions(
  registry: Registry,
  { source, kept }: { readonly source: StoredSource; readonly kept?: AreaScheme | undefined },
  { format, encoding, sheet }: FileType = {},
): ReadOptions {
  const { areaScheme, within } = SourceSettings.parse(source.settings)
  return {
    source: source.code,
    register: registry.areas,
    receivedAt: registry.now(),
    keySecret: registry.secret.toString('hex'),
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(areaScheme === undefined ? {} : { areaScheme }),
    ...(kept === undefined ? {} : { keptScheme: kept }),
    ...(within === undefined ? {} : { within: definedNames(within) }),
  }
}

/** Drops undefined names, which the reader's type excludes. */
function definedNames(names: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])))
}
