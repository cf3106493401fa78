import { nikSex } from '../../../identity/numbers/nik.js'
import { parseSex } from '../../../identity/sex.js'
import type { ParsedRecord } from './survivorship-record.js'
import type { Reading } from './value-candidate.js'

/** The sex of a record, L or P. One that the person's NIK denies is not sound: both stem from one registration. */
export function readSex(record: ParsedRecord, nik: string): Reading | undefined {
  const sex = parseSex(record.source.record.sex)
  if (sex === '') return undefined
  if (nik === '') return { value: sex, key: sex, sound: true, confirmation: 0 }
  const confirmed = nikSex(nik) === sex
  return { value: sex, key: sex, sound: confirmed, confirmation: confirmed ? 1 : 0 }
}

/** What lists write of the dead, in their status, their verification and the register's answer. */
const DEAD = /\b(?:MATI|MENINGGAL|WAFAT|ALM|ALMH|ALMARHUM|ALMARHUMAH|DECEASED)\b/i
const ALIVE = /^\s*(?:HIDUP|AKTIF)\s*$/i
/** Of the marks behind a name, all begin so; most names have none, and then are not read for this. */
const DECEASED_MARK = /\bALM/i

/**
 * Whether a record says that the person is dead (`yes`) or alive (`no`). That a list has a person says neither. A mark
 * behind the name is not sound: it may be the father who is meant.
 */
export function readDeceased(record: ParsedRecord): Reading | undefined {
  const { record: values, facts } = record.source
  if (isSaidDead(facts.status) || isSaidDead(facts.verification) || isSaidDead(facts.register_answer)) return YES
  if (DECEASED_MARK.test(values.name) && record.name.deceased) return MARKED
  return facts.status !== undefined && ALIVE.test(facts.status) ? NO : undefined
}

const YES: Reading = { value: 'yes', key: 'yes', sound: true, confirmation: 0 }
const MARKED: Reading = { value: 'yes', key: 'yes', sound: false, confirmation: 0 }
const NO: Reading = { value: 'no', key: 'no', sound: true, confirmation: 0 }

function isSaidDead(text: string | undefined): boolean {
  return text !== undefined && DEAD.test(text)
}
