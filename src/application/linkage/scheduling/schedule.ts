import type { PassSteps } from '../changes/pass-steps.js'

/** Decides what happens between the steps of a pass. */
export interface Schedule {
  /** Returns the result of a step once the next one may begin. */
  step<Name extends keyof PassSteps>(
    name: Name,
    result: PassSteps[Name] | Promise<PassSteps[Name]>,
  ): Promise<PassSteps[Name]>
}

/** Runs one step after the other and writes nothing. */
export const PLAIN_SCHEDULE: Schedule = {
  step: async (_name, result) => result,
}
