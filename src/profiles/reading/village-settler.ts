import type { AreaRegister, AreaScheme } from '../../domain/identity/areas/area.js'
import { decideAreaScheme } from './area-scheme.js'
import type { RowOutcome } from './row-outcome.js'
import { type VillageClue, VillageFinder } from './village-finder.js'

/** The rows that are held until enough village codes are seen to tell their scheme. */
const MOST_HELD_ROWS = 1000
const MOST_HELD_CHARACTERS = 1 << 22
const ENOUGH_CODES = 200

/** Who said in which scheme the codes of a delivery are. */
export type SchemeSaidBy = 'source' | 'profile' | 'codes'

export interface AreaContext {
  /** What the profile says of its list. */
  readonly declared: AreaScheme
  /** The source's own setting, which is taken at its word. */
  readonly setting: AreaScheme | undefined
  readonly register: AreaRegister | undefined
  readonly onScheme: (scheme: AreaScheme, saidBy: SchemeSaidBy) => void
}

/** An outcome with what tells its village, and its size in characters. */
interface Located {
  readonly outcome: RowOutcome
  readonly clue?: VillageClue
  readonly size?: number
}

/** Gives rows their village; holds the first ones back while it is open in which scheme their codes are. */
export class VillageSettler {
  #held: Located[] | undefined = []
  #heldCharacters = 0
  #villages: VillageFinder
  readonly #codes = new Set<string>()
  readonly #context: AreaContext

  constructor(context: AreaContext) {
    this.#context = context
    this.#villages = new VillageFinder(context.declared, context.register)
    if (context.setting !== undefined || context.register === undefined) this.#settle()
  }

  /** Takes the next outcome and gives those that are settled. */
  *take(next: Located): Generator<RowOutcome, void> {
    if (this.#held === undefined) {
      yield this.#locate(next)
      return
    }
    this.#held.push(next)
    this.#heldCharacters += next.size ?? 0
    const { clue } = next
    if (clue !== undefined && clue.village_code !== '') this.#codes.add(clue.village_code)
    const isFull = this.#held.length >= MOST_HELD_ROWS || this.#heldCharacters >= MOST_HELD_CHARACTERS
    if (isFull || this.#codes.size >= ENOUGH_CODES) yield* this.release()
  }

  /** Settles the scheme by what was seen, and gives what is held. */
  *release(): Generator<RowOutcome, void> {
    if (this.#held === undefined) return
    const held = this.#held
    this.#settle()
    for (const item of held) yield this.#locate(item)
  }

  #settle(): void {
    const { declared, setting, register, onScheme } = this.#context
    const scheme = setting ?? decideAreaScheme(this.#codes, declared, register)
    this.#held = undefined
    this.#villages = new VillageFinder(scheme, register)
    onScheme(scheme, setting !== undefined ? 'source' : scheme === declared ? 'profile' : 'codes')
  }

  #locate({ outcome, clue }: Located): RowOutcome {
    if (outcome.kind !== 'row' || clue === undefined) return outcome
    return { ...outcome, record: { ...outcome.record, village_code: this.#villages.find(clue) } }
  }
}
