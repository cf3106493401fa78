import type { Facts } from '../records/canonical-record.js'

const DEAD = /\b(?:MATI|MENINGGAL|WAFAT)\b/i
const ALIVE = /\bHIDUP\b/i

/** Whether a list says that the person has died: its own status (`MATI`), or what the population register answered it. */
export function saysDead(facts: Facts): boolean {
  return DEAD.test(facts.status ?? '') || DEAD.test(facts.register_answer ?? '')
}

/** Whether a list says that the person lives. Being listed says nothing: lists keep the dead for years. */
export function saysAlive(facts: Facts): boolean {
  return ALIVE.test(facts.status ?? '')
}
