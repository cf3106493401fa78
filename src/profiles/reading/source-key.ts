import { hash } from 'node:crypto'
import { isBlankValue } from '../../domain/identity/blank-value.js'
import { isSixteenDigits } from '../../domain/identity/numbers/registration-number.js'
import type { Profile, RowKey } from '../schema/profile.js'
import type { BoundRow } from './bound-row.js'

const HASH_LENGTH = 32
export const LONGEST_KEY = 256

/** What identifies a row, '' when nothing does; `isPersonal` where it is made of personal values. */
export interface SourceKey {
  readonly key: string
  readonly isPersonal: boolean
}

const NO_KEY: SourceKey = { key: '', isPersonal: false }

/**
 * Gives the key of a row by the first way of the profile of which any target is filled. Keys stand in
 * addresses and logs: those made of personal values are hashed, and so is an own id that is a NIK or KK number.
 */
export function sourceKeyOf(row: BoundRow, profile: Profile, secret: string): SourceKey {
  for (const way of profile.key) {
    const values = valuesOf(row, way)
    if (values.every((value) => value === '')) continue
    const key = values.join('\u001f')
    const isPersonal = way.hashed || isSixteenDigits(key)
    return { key: isPersonal ? digestOf(key, secret) : key, isPersonal }
  }
  return NO_KEY
}

function valuesOf(row: BoundRow, { targets }: RowKey): readonly string[] {
  return targets.map((target) => {
    const text = row.text(target).trim()
    return isBlankValue(text) && target !== 'source_key' ? '' : text
  })
}

function digestOf(text: string, secret: string): string {
  return hash('sha256', `${secret}\u001f${text}`).slice(0, HASH_LENGTH)
}
