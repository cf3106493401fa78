import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Model } from '../domain/linkage/model/model.js'
import { parseModel } from '../domain/linkage/parse-model.js'

const MODEL_FILE = join('models', 'indonesia.json')

/** Returns the built-in model for lists of beneficiaries of Indonesian agencies. */
export function builtInModel(): Model {
  return parseModel(JSON.parse(readFileSync(join(packageRoot(), MODEL_FILE), 'utf8')))
}

/** Returns the folder of package.json, at any depth above the compiled program. */
export function packageRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('package.json is not above the program')
    folder = above
  }
  return folder
}
