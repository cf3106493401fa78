import { bantuUmak } from './bantu-umak.js'
import { disdukcapil } from './disdukcapil.js'
import { dtks } from './dtks.js'
import { dtsen } from './dtsen.js'
import { flat, truth } from './flat.js'
import type { Layout } from './layout.js'
import { mubaSurvei } from './muba-survei.js'
import { p3ke } from './p3ke.js'
import { sibangkit } from './sibangkit.js'

/** The records in canonical columns and the truth about them. */
export const FLAT_LAYOUTS: readonly Layout[] = [flat, truth]

/** Also the seven lists, each as its agency holds it. */
export const ALL_LAYOUTS: readonly Layout[] = [
  ...FLAT_LAYOUTS,
  dtks,
  p3ke,
  dtsen,
  disdukcapil,
  bantuUmak,
  mubaSurvei,
  sibangkit,
]
