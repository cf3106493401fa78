import type { z } from 'zod'
import type { NewSource } from './source-schema.js'

interface StoredSettings {
  readonly areaScheme?: unknown
  readonly within?: unknown
}

/** A source with its settings in the names of the API. */
export function sourceView<Source extends { readonly settings: Readonly<Record<string, unknown>> }>(source: Source) {
  const { areaScheme, within }: StoredSettings = source.settings
  const scheme = areaScheme === undefined ? {} : { area_scheme: areaScheme }
  return { ...source, settings: { ...scheme, ...(within === undefined ? {} : { within }) } }
}

/** The settings of a source in the names of the registry. */
export function storedSettings({
  area_scheme,
  within,
}: z.infer<typeof NewSource>['settings']): Record<string, unknown> {
  return {
    ...(area_scheme === undefined ? {} : { areaScheme: area_scheme }),
    ...(within === undefined ? {} : { within }),
  }
}
