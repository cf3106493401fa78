import { hash } from 'node:crypto'
import { isBlankValue } from '../../domain/identity/blank-value.js'
import { isSixteenDigits } from '../../domain/identity/numbers/registration-number.js'
import type { Profile, RowKey } from '../schema/profile.js'
import type { TargetRow } from './target-row.js'

const HASH_LENGTH = 32
export const LONGEST_KEY = 256

/** The key of a row, '' where it has none; `isPersonal` where it is made of personal values. */
export interface SourceKey {
  readonly key: string
  readonly isPersonal: boolean
}

const NO_KEY: SourceKey = { key: '', isPersonal: false }

/**
 * Returns the key of a row by the first row key of the profile with a filled target. Keys appear in URLs and logs:
 * those made of personal values are hashed, and so is an id of the source that is a NIK or KK.
 */
export function sourceKeyOf(row: TargetRow, profile: Profile, secret: string): SourceKey {
  for (const rowKey of profile.key) {
    const values = valuesOf(row, rowKey)
    if (values.every((value) => value === '')) continue
    const key = values.join('\u001f')
    const isPersonal = rowKey.hashed || isSixteenDigits(key)
    return { key: isPersonal ? digestOf(key, secret) : key, isPersonal }
  }
  return NO_KEY
}

function valuesOf(row: TargetRow, { targets }: RowKey): readonly string[] {
  return targets.map((target) => {
    const text = row.text(target).trim()
    return isBlankValue(text) && target !== 'source_key' ? '' : text
  })
}

function digestOf(text: string, secret: string): string {
  return hash('sha256', `${secret}\u001f${text}`).slice(0, HASH_LENGTH)
}
