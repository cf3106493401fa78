import type { Tx } from '../../storage/postgres/connection.js'
import { lockJudgements } from '../../storage/judgements/judgements.js'
import { beginLinkingPass } from '../../storage/linkage/linking-settings.js'
import { inPreview } from '../../storage/postgres/preview.js'
import { savePass } from '../linkage/changes/save-pass.js'
import { runPlainPass } from '../linkage/run-plain-pass.js'
import type { ContextReader } from '../active-model/read-context.js'
import { inDeed, type WitnessedRegistry } from '../context/deed.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import { retryTransient } from '../context/retry-transient.js'
import type { Draft } from './draft.js'
import type { Judged, Judging } from './judgement-order.js'
import { draftPlanned, type PlannedJudgement } from './judgement-plan.js'
import { effectsOf, type VerdictEffects } from './verdict-effects.js'
import { enterDraft, tellDrafts } from './write-judgement.js'

/** What judging with its effects at once works with. */
export interface Desk {
  readonly registry: WitnessedRegistry
  readonly reader: ContextReader
}

/** The judgements that were given and everything that they did. In a trial the ids of what would be new are missing. */
export interface Verdicts {
  readonly judgements: readonly Judged[]
  readonly effects: VerdictEffects
}

/** A sitting: its transaction, and whether it is only a trial. */
export interface Sitting {
  readonly tx: Tx
  readonly desk: Desk
  readonly isTrial: boolean
}

/**
 * Judges and links in one transaction, alone among passes and judges. What the work declines is rolled back as a whole.
 */
export function sit<T>(desk: Desk, work: (sitting: Sitting) => Promise<T | Refusal>): Promise<T | Refusal> {
  return retryTransient(() =>
    orDeclined(desk.registry, async (tx) => {
      await beginLinkingPass(tx)
      await lockJudgements(tx)
      return work({ tx, desk, isTrial: false })
    }),
  )
}

/** Does the same as it would be done now, and leaves nothing behind. */
export function rehearse<T>(desk: Desk, work: (sitting: Sitting) => Promise<T>): Promise<T> {
  return inPreview(desk.registry.database, (tx) => work({ tx, desk, isTrial: true }))
}

class Declined extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

async function orDeclined<T>(
  registry: WitnessedRegistry,
  work: (tx: Tx) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  try {
    return await inDeed(registry, async (tx) => {
      const result = await work(tx)
      if (isRefusal(result)) throw new Declined(result)
      return result
    })
  } catch (error) {
    if (error instanceof Declined) return error.refusal
    throw error
  }
}

/** Gives the judgements in their order and links the records concerned; the first refusal is given in their place. */
export async function giveVerdicts(
  { tx, desk, isTrial }: Sitting,
  planned: readonly PlannedJudgement[],
  judging: Judging,
): Promise<Verdicts | Refusal> {
  const at = desk.registry.now()
  const drafts: Draft[] = []
  for (const each of planned) {
    const draft = await draftPlanned(tx, each, { judging, at })
    if (isRefusal(draft)) return draft
    await enterDraft(tx, draft)
    drafts.push(draft)
  }
  const ids = new Set(drafts.flatMap(({ judged }) => judged.concerned))
  const touches = [...ids].map((id) => ({ kind: 'touch' as const, id }))
  // Read only now: the context says whether there are judgements at all.
  const result = await runPlainPass(tx, touches, await desk.reader.read(tx))
  const effects = effectsOf(result, { isTrial })
  if (!isTrial) {
    await savePass(tx, result)
    await tellDrafts(tx, drafts)
  }
  return { judgements: drafts.map(({ judged }) => judged), effects }
}
