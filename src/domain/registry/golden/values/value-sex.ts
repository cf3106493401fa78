import { nikSex } from '../../../identity/numbers/nik.js'
import { parseSex } from '../../../identity/sex.js'
import type { ParsedRecord } from './survivorship-record.js'
import type { Reading } from './value-candidate.js'

/**
 * Returns the sex of a record, L or P. A sex that contradicts the person's NIK is not sound: both come from one
 * registration.
 */
export function readSex(record: ParsedRecord, nik: string): Reading | undefined {
  const sex = parseSex(record.source.record.sex)
  if (sex === '') return undefined
  if (nik === '') return { value: sex, key: sex, sound: true, confirmation: 0 }
  const confirmed = nikSex(nik) === sex
  return { value: sex, key: sex, sound: confirmed, confirmation: confirmed ? 1 : 0 }
}

/** Words for the dead in a source's status, its verification, and the answer of the population register. */
const DEAD = /\b(?:MATI|MENINGGAL|WAFAT|ALM|ALMH|ALMARHUM|ALMARHUMAH|DECEASED)\b/i
const ALIVE = /^\s*(?:HIDUP|AKTIF)\s*$/i
/** All marks for the deceased behind a name begin so. This quick test spares most names the parser. */
const DECEASED_MARK = /\bALM/i

/**
 * Returns `yes` if a record states that the person is dead, `no` if it states that the person lives. Being listed
 * states neither. A mark behind the name is not sound: it may refer to the father.
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
