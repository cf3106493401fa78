import type { AreaRegister, AreaScheme } from '../../domain/identity/areas/area.js'
import { detectAreaScheme } from './area-scheme.js'
import type { RowOutcome } from './row-outcome.js'
import { type VillageFields, VillageFinder } from './village-finder.js'

/** The most rows and characters held back until enough village codes are seen to detect their scheme. */
const MOST_HELD_ROWS = 1000
const MOST_HELD_CHARACTERS = 1 << 22
const ENOUGH_CODES = 200

/** The scheme of a batch's village codes, and where it comes from: the source's setting, the profile, or the codes. */
export interface DetectedScheme {
  readonly scheme: AreaScheme
  readonly origin: 'source' | 'profile' | 'codes'
}

export interface AreaContext {
  /** The scheme of the profile. */
  readonly declared: AreaScheme
  /** The source's own setting; it overrides detection. */
  readonly setting: AreaScheme | undefined
  readonly register: AreaRegister | undefined
  readonly onScheme: (detected: DetectedScheme) => void
}

/** An outcome with the village of its row, and its size in characters. */
interface LocatedOutcome {
  readonly outcome: RowOutcome
  readonly village?: VillageFields
  readonly size?: number
}

/** Sets the village codes of rows. Holds the first rows back until the scheme of their codes is detected. */
export class VillageAssigner {
  #held: LocatedOutcome[] | undefined = []
  #heldCharacters = 0
  #finder: VillageFinder
  readonly #codes = new Set<string>()
  readonly #context: AreaContext

  constructor(context: AreaContext) {
    this.#context = context
    this.#finder = new VillageFinder(context.declared, context.register)
    if (context.setting !== undefined || context.register === undefined) this.#fixScheme()
  }

  /** Adds the next outcome, and yields those whose village is known. */
  *add(next: LocatedOutcome): Generator<RowOutcome, void> {
    if (this.#held === undefined) {
      yield this.#assign(next)
      return
    }
    this.#held.push(next)
    this.#heldCharacters += next.size ?? 0
    const { village } = next
    if (village !== undefined && village.village_code !== '') this.#codes.add(village.village_code)
    const isFull = this.#held.length >= MOST_HELD_ROWS || this.#heldCharacters >= MOST_HELD_CHARACTERS
    if (isFull || this.#codes.size >= ENOUGH_CODES) yield* this.release()
  }

  /** Detects the scheme by the codes so far, and yields the outcomes held back. */
  *release(): Generator<RowOutcome, void> {
    if (this.#held === undefined) return
    const held = this.#held
    this.#fixScheme()
    for (const outcome of held) yield this.#assign(outcome)
  }

  #fixScheme(): void {
    const { declared, setting, register, onScheme } = this.#context
    const scheme = setting ?? detectAreaScheme(this.#codes, declared, register)
    this.#held = undefined
    this.#finder = new VillageFinder(scheme, register)
    onScheme({ scheme, origin: setting !== undefined ? 'source' : scheme === declared ? 'profile' : 'codes' })
  }

  #assign({ outcome, village }: LocatedOutcome): RowOutcome {
    if (outcome.kind !== 'row' || village === undefined) return outcome
    return { ...outcome, record: { ...outcome.record, village_code: this.#finder.find(village) } }
  }
}
