import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { draftModel } from '../../domain/linkage/training/draft-model.js'
import { Mapping } from '../../domain/linkage/model/mapping.js'
import type { Model } from '../../domain/linkage/model/model.js'
import { parseModel } from '../../domain/linkage/parse-model.js'
import { builtInModel } from '../../reference/built-in-model.js'
import type { EvaluateOptions } from './options.js'
import { UsageError } from '../command/usage-error.js'

/** The model to link with, whether to train it first, and the columns of record id and source. */
export interface ChosenModel {
  readonly model: Model
  readonly isToBeTrained: boolean
  readonly recordIdColumn: string
  /** The column of a record's source; a file without it is one source. */
  readonly sourceColumn: string
}

const RECORD_ID = 'record_id'
const SOURCE = 'source'

/** Chooses the model of the options. Throws a UsageError for a file that cannot be read or is invalid. */
export function chooseModel(options: Pick<EvaluateOptions, 'mapping' | 'model'>): ChosenModel {
  const { mapping: mappingFile, model: modelFile } = options
  const mapping = mappingFile === undefined ? undefined : readAs(mappingFile, 'mapping', (json) => Mapping.parse(json))
  const columns = { recordIdColumn: mapping?.record_id ?? RECORD_ID, sourceColumn: mapping?.source ?? SOURCE }
  if (modelFile !== undefined && modelFile !== 'train') {
    return { model: readAs(modelFile, 'model', parseModel), isToBeTrained: false, ...columns }
  }
  const model = mapping === undefined ? builtInModel() : draftModel(mapping)
  return { model, isToBeTrained: mapping !== undefined || modelFile === 'train', ...columns }
}

function readAs<T>(file: string, what: string, parse: (json: unknown) => T): T {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`the ${what} ${file} cannot be read`)
  }
  try {
    return parse(JSON.parse(text))
  } catch (error) {
    throw new UsageError(`the ${what} ${file} is not valid: ${reasonOf(error)}`)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return (error as Error).message
  const [issue] = error.issues
  const place = issue?.path.join('.') ?? ''
  return `${place === '' ? 'the document' : place}: ${issue?.message ?? ''}`
}
