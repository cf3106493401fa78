import { savePass } from '../linkage/changes/save-pass.js'
import { runPlainPass } from '../linkage/run-plain-pass.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import type { Draft } from './draft.js'
import { effectsOf, type JudgementEffects } from './judgement-effects.js'
import type { Judged, JudgementOrigin } from './judgement-order.js'
import { draftPlanned, type PlannedJudgement } from './judgement-plan.js'
import type { JudgingSession } from './judging-context.js'
import { auditDrafts, insertDraft } from './write-judgement.js'

/** Judgements and everything that they did, or in a preview would do: then the ids of new things are null. */
export interface JudgingResult {
  readonly isPreview: boolean
  readonly judgements: readonly Judged[]
  readonly effects: JudgementEffects
}

/** Gives judgements in their order and links the records concerned. Returns the first refusal. */
export async function giveJudgements(
  { tx, reader, now, isPreview }: JudgingSession,
  planned: readonly PlannedJudgement[],
  origin: JudgementOrigin,
): Promise<JudgingResult | Refusal> {
  const at = now()
  const drafts: Draft[] = []
  for (const each of planned) {
    const draft = await draftPlanned(tx, each, { origin, at })
    if (isRefusal(draft)) return draft
    await insertDraft(tx, draft)
    drafts.push(draft)
  }
  const ids = new Set(drafts.flatMap(({ judged }) => judged.concerned))
  const touches = [...ids].map((id) => ({ kind: 'touch' as const, id }))
  // The context is read only now: it says whether there are judgements at all.
  const result = await runPlainPass(tx, touches, await reader.read(tx))
  const effects = effectsOf(result, { isPreview })
  if (!isPreview) {
    await savePass(tx, result)
    await auditDrafts(tx, drafts)
  }
  return { isPreview, judgements: drafts.map(({ judged }) => judged), effects }
}
