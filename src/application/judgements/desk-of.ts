import { ContextReader } from '../linking/read-context.js'
import type { Registry } from '../registry.js'
import type { Desk } from './judging-desk.js'

const DESKS = new WeakMap<Registry, Desk>()

/** The desk of a registry, the same for all who judge: what it has read of the model serves them all. */
export function deskOf(registry: Registry): Desk {
  const known = DESKS.get(registry)
  if (known !== undefined) return known
  const desk = { registry, reader: new ContextReader(registry) }
  DESKS.set(registry, desk)
  return desk
}
