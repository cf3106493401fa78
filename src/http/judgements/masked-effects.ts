import type { JudgementEffects } from '../../application/judgements/judgement-effects.js'
import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import type { Masking } from '../disclosure/masking.js'

const NUMBERS: ReadonlySet<GoldenField> = new Set(['nik', 'kk', 'phone'])

/** Effects with NIK, KK and phone masked in the changed values. */
export function maskEffects(effects: JudgementEffects, masking: Masking): JudgementEffects {
  if (masking.isFull) return effects
  return {
    ...effects,
    persons: effects.persons.map((person) => ({
      ...person,
      values: person.values.map(({ field, before, after }) => {
        const mask = NUMBERS.has(field) ? masking.number : masking.text
        return { field, before: before === null ? null : mask(before), after: after === null ? null : mask(after) }
      }),
    })),
  }
}
