import type { Encoding, FileFormat } from '../../profiles/schema/profile.js'
import type { ReadOptions } from '../../profiles/reading/read-rows.js'
import type { StoredSource } from '../../storage/sources/sources.js'
import { SourceSettings } from '../sources/add-source.js'
import type { Registry } from '../context/registry.js'

/** What is said of a file; its own bytes count more. */
export interface FileType {
  readonly format?: FileFormat
  readonly encoding?: Encoding
}

/** How the files of a source are read: by its settings, and by what is said of the file. */
export function readOptions(
  registry: Registry,
  source: StoredSource,
  { format, encoding }: FileType = {},
): ReadOptions {
  const { areaScheme, within } = SourceSettings.parse(source.settings)
  return {
    source: source.code,
    register: registry.areas,
    keySecret: registry.secret.toString('hex'),
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(areaScheme === undefined ? {} : { areaScheme }),
    ...(within === undefined ? {} : { within: definedNames(within) }),
  }
}

/** Leaves out the names that are not given, as the reader's type wants it. */
function definedNames(names: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])))
}
