import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const PLACES = [process.env['PADAN_SHARED'], resolve(import.meta.dirname, '../../../../../shared')]

/** The folder of the labelled lists beside the repository, or undefined where they are not at hand. */
export function labelledLists(): string | undefined {
  return PLACES.filter((place) => place !== undefined)
    .map((place) => join(place, 'eval/dev'))
    .find((folder) => existsSync(join(folder, 'flat.csv')))
}
