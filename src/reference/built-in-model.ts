import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Model } from '../domain/linkage/model/model.js'
import { parseModel } from '../domain/linkage/parse-model.js'

const MODEL_FILE = join('models', 'indonesia.json')

/** The model for beneficiary lists of Indonesian agencies that comes with the program. */
export function builtInModel(): Model {
  return parseModel(JSON.parse(readFileSync(join(packageRoot(), MODEL_FILE), 'utf8')))
}

/** The folder of package.json, wherever below it this program was compiled to. */
export function packageRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('package.json is not above the program')
    folder = above
  }
  return folder
}
