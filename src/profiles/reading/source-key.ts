import { hash } from 'node:crypto'
import { parseKk } from '../../domain/identity/numbers/kk.js'
import { type ParsedNik, parseNik } from '../../domain/identity/numbers/nik.js'
import { isSixteenDigits } from '../../domain/identity/numbers/registration-number.js'
import { cellForm, nameForm, numberForm, textForm } from '../../domain/registry/records/plain-form.js'
import type { FileFormat, Profile, RowKey, Target } from '../schema/profile.js'
import { readDate } from './map-record.js'
import type { TargetRow } from './target-row.js'

const HASH_LENGTH = 32
export const LONGEST_KEY = 256

/** The key of a row, '' where it has none; `isPersonal` where it is made of personal values. */
export interface SourceKey {
  readonly key: string
  readonly isPersonal: boolean
}

const NO_KEY: SourceKey = { key: '', isPersonal: false }

/** What the key of a row depends on besides the row. */
export interface KeyContext {
  readonly profile: Profile
  readonly format: FileFormat
  readonly secret: string
}

/**
 * Returns the key of a row by the first row key of the profile with a filled target. Keys appear in URLs and logs:
 * those made of personal values are hashed, and so is an id of the source that is a NIK or KK. The form of a value does not
 * count: the apostrophes, quotes, blanks, `.0` and order of dates that one program writes and another does not.
 */
export function sourceKeyOf(row: TargetRow, context: KeyContext): SourceKey {
  for (const rowKey of context.profile.key) {
    const values = valuesOf(row, rowKey, context)
    if (values.every((value) => value === '')) continue
    const key = values.join('\u001f')
    if (rowKey.hashed) return { key: digestOf(key, context.secret), isPersonal: true }
    const number = numberForm(key)
    if (isSixteenDigits(number)) return { key: digestOf(number, context.secret), isPersonal: true }
    return { key, isPersonal: false }
  }
  return NO_KEY
}

function valuesOf(row: TargetRow, { targets, hashed }: RowKey, context: KeyContext): readonly string[] {
  if (hashed) return targets.map((target) => personalForm(target, row.text(target), context))
  const isTable = context.format === 'csv' || context.format === 'xlsx'
  return targets.map((target) => (isTable ? cellForm(row.text(target)) : row.text(target).trim()))
}

const FORMS: { readonly [target in Target]?: (text: string) => string } = {
  nik: (text) => digitsOf(parseNik(text)),
  kk: (text) => digitsOf(parseKk(text)),
  name: nameForm,
  account: numberForm,
  phone: numberForm,
}

function personalForm(target: Target, text: string, { profile, format }: KeyContext): string {
  if (target === 'dob') return textForm(readDate(text, profile, format))
  return (FORMS[target] ?? textForm)(text)
}

/** A filler stands in the rows of many persons and tells nobody apart. */
function digitsOf({ status, digits }: Pick<ParsedNik, 'status' | 'digits'>): string {
  return status === 'placeholder' ? '' : digits
}

function digestOf(text: string, secret: string): string {
  return hash('sha256', `${secret}\u001f${text}`).slice(0, HASH_LENGTH)
}
