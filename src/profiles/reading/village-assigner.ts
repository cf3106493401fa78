import type { AreaRegister, AreaScheme } from '../../domain/identity/areas/area.js'
import type { SCHEME_ORIGINS } from '../../domain/registry/records/batch-reading.js'
import { detectAreaScheme, tellAreaScheme } from './area-scheme.js'
import type { RowOutcome } from './row-outcome.js'
import { type VillageFields, VillageFinder } from './village-finder.js'

/** The most rows and characters held back until enough village codes are seen to detect their scheme. */
const MOST_HELD_ROWS = 1000
const MOST_HELD_CHARACTERS = 1 << 22
const ENOUGH_CODES = 200
/** A code of a hostile file is not kept however long it is. */
const LONGEST_CODE = 20

/** The scheme of a batch's village codes, and where it comes from. */
export interface DetectedScheme {
  readonly scheme: AreaScheme
  readonly origin: (typeof SCHEME_ORIGINS)[number]
  /** Distinct codes of the rows, where the scheme of the source is not decided. */
  readonly codes?: readonly string[]
  /** Whether the codes tell another scheme than the one that is kept. */
  readonly differs?: boolean
}

export interface AreaContext {
  /** The scheme of the profile. */
  readonly declared: AreaScheme
  /** The source's own setting; it overrides detection. */
  readonly setting: AreaScheme | undefined
  /** The scheme that earlier batches of the source have told. */
  readonly kept: AreaScheme | undefined
  readonly register: AreaRegister | undefined
  readonly onScheme: (detected: DetectedScheme) => void
}

/** An outcome with the village of its row, and its size in characters. */
interface LocatedOutcome {
  readonly outcome: RowOutcome
  readonly village?: VillageFields
  readonly size?: number
}

/**
 * Sets the village codes of rows. Where the scheme of the source is not known yet, it holds the first rows back until the scheme
 * of their codes is detected, and each row gets its village in the other scheme too, in case later batches tell that one.
 */
export class VillageAssigner {
  #held: LocatedOutcome[] | undefined = []
  #heldCharacters = 0
  #scheme: AreaScheme
  #finder: VillageFinder
  #otherFinder: VillageFinder | undefined
  readonly #codes = new Set<string>()
  readonly #context: AreaContext

  constructor(context: AreaContext) {
    this.#context = context
    this.#scheme = context.setting ?? context.kept ?? context.declared
    this.#finder = new VillageFinder(this.#scheme, context.register)
    if (context.setting !== undefined || context.kept !== undefined || context.register === undefined) this.#fixScheme()
  }

  /** Adds the next outcome, and yields those whose village is known. */
  *add(next: LocatedOutcome): Generator<RowOutcome, void> {
    const { village } = next
    if (village !== undefined) this.#noteCode(village.village_code)
    if (this.#held === undefined) {
      yield this.#assign(next)
      return
    }
    this.#held.push(next)
    this.#heldCharacters += next.size ?? 0
    const isFull = this.#held.length >= MOST_HELD_ROWS || this.#heldCharacters >= MOST_HELD_CHARACTERS
    if (isFull || this.#codes.size >= ENOUGH_CODES) yield* this.release()
  }

  /** Detects the scheme by the codes so far, and yields the outcomes held back. */
  *release(): Generator<RowOutcome, void> {
    if (this.#held !== undefined) {
      const held = this.#held
      this.#fixScheme()
      for (const outcome of held) yield this.#assign(outcome)
    }
    this.#report()
  }

  #noteCode(code: string): void {
    if (code !== '' && code.length <= LONGEST_CODE && this.#codes.size < ENOUGH_CODES) this.#codes.add(code)
  }

  #fixScheme(): void {
    const { declared, setting, kept, register } = this.#context
    this.#scheme = setting ?? kept ?? detectAreaScheme(this.#codes, declared, register)
    this.#held = undefined
    this.#finder = new VillageFinder(this.#scheme, register)
    const isDecided = setting !== undefined || kept !== undefined || register === undefined
    this.#otherFinder = isDecided ? undefined : new VillageFinder(otherScheme(this.#scheme), register)
    this.#report()
  }

  /** Says what is known by now; called again at the end of the file. */
  #report(): void {
    const { declared, setting, kept, register, onScheme } = this.#context
    const scheme = this.#scheme
    if (setting !== undefined) onScheme({ scheme, origin: 'source' })
    else if (kept !== undefined) onScheme({ scheme, origin: 'kept', differs: this.#tells(otherScheme(kept)) })
    else {
      const codes = register === undefined ? {} : { codes: [...this.#codes] }
      onScheme({ scheme, origin: scheme === declared ? 'profile' : 'codes', ...codes })
    }
  }

  #tells(scheme: AreaScheme): boolean {
    const { kept = scheme, register } = this.#context
    return register !== undefined && tellAreaScheme([...this.#codes], kept, register) === scheme
  }

  #assign({ outcome, village }: LocatedOutcome): RowOutcome {
    if (outcome.kind !== 'row' || village === undefined) return outcome
    const found = this.#finder.find(village)
    const located = { ...outcome, record: { ...outcome.record, village_code: found } }
    const other = this.#otherFinder?.find(village) ?? found
    if (other === found) return located
    return { ...located, otherVillage: { scheme: otherScheme(this.#scheme), code: other } }
  }
}

function otherScheme(scheme: AreaScheme): AreaScheme {
  return scheme === 'bps' ? 'kemendagri' : 'bps'
}
