import { type LinkingOutcome, outcomeOf } from './changes/linking-outcome.js'
import { runPass } from './run-pass.js'
import { type Overlap, OverlappedSchedule } from './scheduling/overlapped-schedule.js'
import type { Pass } from './state/pass.js'

/** Runs a pass and writes what each step leads to while the later steps are computed. */
export async function runOverlappedPass(pass: Pass, overlap: Overlap): Promise<LinkingOutcome> {
  const schedule = new OverlappedSchedule(pass, overlap)
  try {
    const result = await runPass(pass, schedule)
    await schedule.written()
    return outcomeOf(result)
  } finally {
    await schedule.settled()
  }
}
