import { bantuUmak } from './bantu-umak.js'
import { canonical } from './canonical.js'
import { disdukcapil } from './disdukcapil.js'
import { dtks } from './dtks.js'
import { dtsen } from './dtsen.js'
import { mubaSurvei } from './muba-survei.js'
import { p3ke } from './p3ke.js'
import type { Profile } from '../schema/profile.js'
import { sibangkit } from './sibangkit.js'

/** The profiles that come with the program; others are added as documents. */
export const PROFILES: readonly Profile[] = [
  dtks,
  p3ke,
  dtsen,
  disdukcapil,
  bantuUmak,
  mubaSurvei,
  sibangkit,
  canonical,
]
