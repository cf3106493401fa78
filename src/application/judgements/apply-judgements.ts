import { savePass } from '../linkage/changes/save-pass.js'
import { runPlainPass } from '../linkage/run-plain-pass.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import type { Draft } from './draft.js'
import { effectsOf, type JudgementEffects } from './judgement-effects.js'
import type { Judged, JudgementOrigin } from './judgement-order.js'
import { draftPlanned, type PlannedJudgement } from './judgement-plan.js'
import type { JudgingSession } from './judging-context.js'
import { auditDrafts, insertDraft } from './write-judgement.js'

/** Judgements and their effects; in a preview the effects that they would have, with null for the ids of new things. */
export interface JudgingResult {
  readonly isPreview: boolean
  readonly judgements: readonly Judged[]
  readonly effects: JudgementEffects
}

/** Drafts and writes judgements in their order, then links the records concerned. Returns the first refusal. */
export async function applyJudgements(
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
  // Read after the writes: the context holds whether there are judgements at all.
  const result = await runPlainPass(tx, touches, await reader.read(tx))
  const effects = effectsOf(result, { isPreview })
  if (!isPreview) {
    await savePass(tx, result)
    await auditDrafts(tx, drafts)
  }
  return { isPreview, judgements: drafts.map(({ judged }) => judged), effects }
}
