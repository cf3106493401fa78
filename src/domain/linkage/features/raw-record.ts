import type { Model } from '../model/model.js'

/** What parsing takes from the model and never from the clock. */
export type FeatureOptions = Pick<Model, 'referenceDate'>

/** A record as matching takes it in: the values of its columns, as the list has them. A missing column is blank. */
export type RawRecord = Readonly<Record<string, string | undefined>>
