import { remembered } from '../remembered.js'
import { spellingForm } from './spelling-form.js'

/**
 * The blocking key of one upper-case A-Z token: tokens that may be one name share it. It merges more than scoring does
 * (J, Y, Z and S; A and O; E and I; every H), because a missed candidate is lost for good and a needless one only costs time.
 */
export function spellingKey(token: string): string {
  return rememberedKey(token)
}

const LEAST_REMEMBERED = 20_000

/** Names have few words: a million records of a province some tens of thousands. */
const rememberedKey = remembered(
  (token) =>
    spellingForm(token)
      .replace(/[ZJY]/g, 'S')
      .replace(/H/g, '')
      .replace(/O/g, 'A')
      .replace(/E/g, 'I')
      .replace(/([A-Z])\1+/g, '$1'),
  LEAST_REMEMBERED,
)
