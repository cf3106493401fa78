import { bantuUmak } from './bantu-umak.js'
import { disdukcapil } from './disdukcapil.js'
import { dtks } from './dtks.js'
import { dtsen } from './dtsen.js'
import { flat, kinds, truth } from './flat.js'
import type { SyntheticList } from './synthetic-list.js'
import { mubaSurvei } from './muba-survei.js'
import { p3ke } from './p3ke.js'
import { sibangkit } from './sibangkit.js'

/** The records in canonical columns and the truth about them. */
export const FLAT_LISTS: readonly SyntheticList[] = [flat, truth]

/** Also the seven lists, each in its agency's own columns. */
export const ALL_LISTS: readonly SyntheticList[] = [
  ...FLAT_LISTS,
  dtks,
  p3ke,
  dtsen,
  disdukcapil,
  bantuUmak,
  mubaSurvei,
  sibangkit,
]

/** What the lists of the field family have besides: what was done to each record. */
export const LABEL_LISTS: readonly SyntheticList[] = [kinds]
