import type { Model } from '../model/model.js'

/** What parsing depends on in the model. It never reads the clock. */
export type FeatureOptions = Pick<Model, 'referenceDate'>

/** A record as input of matching: the values of its columns as received. A missing column is blank. */
export type RawRecord = Readonly<Record<string, string | undefined>>
