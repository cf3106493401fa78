import { cachedByText } from '../../identity/cached-by-text.js'
import type { Facts } from './canonical-record.js'
import type { RegistryRecord } from './registry-record.js'

/**
 * Why a person does not live where the population register has it: `moved` away (PINDAH, PERGI), `missing` (HILANG), or
 * `invalid`, an entry that the register itself does not stand by (TIDAK VALID, GANDA, NON AKTIF).
 */
export const ABSENCES = ['moved', 'missing', 'invalid'] as const
export type Absence = (typeof ABSENCES)[number]

/** What a source states about a person's presence; '' if it states nothing. */
export type Presence = Absence | 'present' | 'dead' | ''

/** A person who moved in or within the area is present. */
const WORDS: readonly (readonly [Presence, RegExp])[] = [
  ['dead', /\b(?:MATI|MENINGGAL|WAFAT)\b/],
  ['present', /^(?:HIDUP|AKTIF)$|\bHIDUP\b|^PINDAH (?:DATANG|MASUK|DALAM)\b/],
  ['moved', /^(?:SUDAH |TELAH )?(?:PINDAH|PERGI)\b/],
  ['missing', /^(?:SUDAH |TELAH |ORANG )?(?:HILANG|TIDAK DITEMUKAN)$/],
  [
    'invalid',
    /^(?:DATA |NIK |STATUS |REKAMAN )*(?:(?:TIDAK|TDK|TAK|NON) ?(?:VALID|SAH|AKTIF)|INVALID|GANDA|DUPLIKAT|DUPLICATE|DOBEL)\b/,
  ],
]
const CODE_BEFORE = /^[\d\s.):=-]+/
const NOT_A_LETTER = /[^A-Z]+/g
const LEAST_CACHED = 1000

/** Cached, because a register has a handful of statuses. */
const presenceOfText = cachedByText((status): Presence => {
  const text = status.toUpperCase().replace(CODE_BEFORE, '').replace(NOT_A_LETTER, ' ').trim()
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? ''
}, LEAST_CACHED)

/** Returns what the status of a record states. */
export function presenceOf({ status }: Facts): Presence {
  return status === undefined ? '' : presenceOfText(status)
}

/** Whether the register calls the row itself invalid. Such a row decides no value that another row has. */
export function isInvalidRow({ facts }: RegistryRecord): boolean {
  return presenceOf(facts) === 'invalid'
}

/** Returns the absence that a presence states, or ''. */
export function absenceIn(presence: Presence): Absence | '' {
  return presence === 'present' || presence === 'dead' ? '' : presence
}

/** An absence, and the record that states it. */
export interface StatedAbsence {
  readonly absence: Absence
  readonly record: RegistryRecord
}

/**
 * Returns the absence that the most trusted sources with a statement agree on, by records in any fixed order. If one of them
 * states that the person lives there, or has died, the person is not absent.
 */
export function statedAbsence(
  records: readonly RegistryRecord[],
  trustOf: (source: string) => number,
): StatedAbsence | undefined {
  const speaking = records.filter(({ facts }) => presenceOf(facts) !== '')
  if (speaking.length === 0) return undefined
  const most = Math.max(...speaking.map(({ source }) => trustOf(source)))
  const decisive = speaking.filter(({ source }) => trustOf(source) === most)
  const absences = decisive.map(({ facts }) => absenceIn(presenceOf(facts)))
  const [absence = ''] = absences
  const [record] = decisive
  return absence === '' || record === undefined || absences.includes('') ? undefined : { absence, record }
}
