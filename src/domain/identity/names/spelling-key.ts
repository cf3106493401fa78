import { cachedByText } from '../cached-by-text.js'
import { spellingForm } from './spelling-form.js'

/**
 * Returns the blocking key of an upper-case A-Z token, shared by all tokens that may be one name. It merges more than
 * scoring does (J, Y, Z and S; A and O; E and I; every H): a missed candidate pair is lost, an unnecessary one only
 * costs time.
 */
export function spellingKey(token: string): string {
  return cachedKey(token)
}

const LEAST_CACHED = 20_000

/** Cached, because names use few words: some tens of thousands in a million records of a province. */
const cachedKey = cachedByText(
  (token) =>
    spellingForm(token)
      .replace(/[ZJY]/g, 'S')
      .replace(/H/g, '')
      .replace(/O/g, 'A')
      .replace(/E/g, 'I')
      .replace(/([A-Z])\1+/g, '$1'),
  LEAST_CACHED,
)
